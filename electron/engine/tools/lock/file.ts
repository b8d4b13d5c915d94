import { createHash, randomUUID } from 'node:crypto';
import { link, lstat, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { errorCode } from '../error-code.ts';
import { endOrphans } from './orphans.ts';
import { isLive, type Owner, parseOwner } from './owner.ts';

/** A lock file that has been empty or garbled for so long was left by a crash. */
const garbledMs = 5000;
/** Longest time that others are waited for who are just taking the lock or giving it back. */
const patienceMs = 15_000;
const lookAgainMs = 20;
/** Readable for other users of the computer, so that their runs can say who is at work. */
const mode = 0o644;

/** `text` is the content of the lock file that is now ours. */
export type Taken = { text: string } | { owner: Pick<Owner, 'pid' | 'since'> };

/** A lock file at one moment. */
interface Seen {
  /** The same for two looks only if nobody wrote the file in between. */
  state: string;
  touchedAt: number;
  /** null where the file is empty or garbled. */
  owner: Owner | null;
}

/**
 * Creates the lock file `path` and answers with its content, or says who holds it. The file appears
 * whole by one link(), which only one process can win. A dead owner's file is replaced under a lock
 * of its own, named after the state of that very file: only its holder may replace it, and only if
 * it is still in that state. So a process that was slow to act on what it saw cannot take away what
 * a faster one has made since, and who dies in the middle is only one more dead owner. Throws the
 * system's errors; ENOENT where the folder went away.
 */
export const takeLockFile = async (path: string, self: Omit<Owner, 'token'>): Promise<Taken> => {
  const owner: Owner = { ...self, token: randomUUID() };
  const text = JSON.stringify(owner);
  const fresh = `${path}.${owner.token}`;
  const began = performance.now();
  try {
    await writeFile(fresh, text, { flag: 'wx', mode });
    for (;;) {
      if (await create(path, text, fresh)) return { text };
      const seen = await look(path);
      const waited = performance.now() - began;
      if (seen !== null) {
        // By the clock of the file system, which on a network is another than ours.
        const silentMs = (await stat(fresh)).mtimeMs + waited - seen.touchedAt;
        if (seen.owner !== null) {
          if (await isLive(seen.owner, silentMs)) return { owner: seen.owner };
          const orphan = await endOrphans(seen.owner);
          if (orphan !== null) return { owner: { pid: orphan, since: seen.owner.since } };
        }
        const written = seen.owner !== null || Math.max(silentMs, waited) > garbledMs;
        const replaced = written ? await replace(path, seen, fresh, self) : 'changed';
        if (replaced === 'replaced') return { text };
        if (replaced !== 'changed' && waited > patienceMs) return replaced;
      }
      if (waited > 2 * patienceMs) throw new Error(`the lock ${path} can neither be taken nor read`);
      await pause(lookAgainMs);
    }
  } finally {
    await rm(fresh, { force: true });
  }
};

/** Removes a lock file if it still has our content. */
export const removeLockFile = async (path: string, text: string): Promise<void> => {
  // Only a recursive rm tries again, which Windows needs while somebody reads the file.
  if ((await readIfThere(path)) === text)
    await rm(path, { force: true, recursive: true, maxRetries: 10, retryDelay: 50 });
};

/** Removes what others left beside the lock `path`, which we hold, when they died while they took it. */
export const removeRemains = async (path: string): Promise<void> => {
  const names = await readdir(dirname(path));
  for (const name of names.filter((other) => other.startsWith(`${basename(path)}.`))) {
    const remains = join(dirname(path), name);
    const seen = await look(remains);
    if (seen === null) continue;
    const silentMs = Date.now() - seen.touchedAt;
    const inUse = seen.owner === null ? silentMs < garbledMs : await isLive(seen.owner, silentMs);
    if (!inUse) await rm(remains, { force: true });
  }
};

/** What a lock file says; null where there is none. */
export const look = async (path: string): Promise<Seen | null> => {
  const text = await readIfThere(path);
  // A link that leads nowhere reads as absent and yet is in the way.
  const found = await lstat(path, { bigint: true }).catch(absent);
  if (found === null) return null;
  const state = createHash('sha256').update(`${text}\n${found.ino}\n${found.mtimeNs}`).digest('hex').slice(0, 16);
  return { state, touchedAt: Number(found.mtimeMs), owner: parseOwner(text ?? '') };
};

const create = async (path: string, text: string, fresh: string): Promise<boolean> => {
  try {
    await link(fresh, path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    if (errorCode(error) === 'ENOENT') throw error;
  }
  // No hard links here (exFAT, OneDrive, some network folders): others may see the file half written.
  try {
    await writeFile(path, text, { flag: 'wx', mode });
  } catch (error) {
    const code = errorCode(error) ?? '';
    // Windows refuses for a moment to make a file anew that is being deleted.
    if (code === 'EEXIST' || (process.platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(code)))
      return false;
    throw error;
  }
  return (await readIfThere(path)) === text;
};

const replace = async (
  path: string,
  seen: Seen,
  fresh: string,
  self: Omit<Owner, 'token'>,
): Promise<'replaced' | 'changed' | Taken> => {
  const guardPath = `${path}.${seen.state}`;
  const guard = await takeLockFile(guardPath, self);
  if ('owner' in guard) return guard;
  try {
    if ((await look(path))?.state !== seen.state) return 'changed';
    await rename(fresh, path);
    return 'replaced';
  } finally {
    await removeLockFile(guardPath, guard.text);
  }
};

const readIfThere = (path: string): Promise<string | null> => readFile(path, 'utf8').catch(absent);

const absent = (error: unknown): null => {
  if (errorCode(error) === 'ENOENT') return null;
  throw error;
};
