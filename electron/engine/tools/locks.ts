import { rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Failing } from '../failing.ts';
import type { Locks } from '../interfaces/locks.ts';
import { systemClock } from './clock.ts';
import { errorCode } from './error-code.ts';
import { look, removeLockFile, removeRemains, type Taken, takeLockFile } from './lock/file.ts';
import { keepTouching } from './lock/heartbeat.ts';
import { describeSelf, isLive, type Owner } from './lock/owner.ts';
import { makeFolders } from './make-folders.ts';
import { makeOwnFolder, ownFolderOf } from './own-folder.ts';
import { giveToOwnerOf } from './owner.ts';
import { failureOfErrno } from './system-failure.ts';

/** Others may take the folder away between our making it and our writing into it, when they release: up to 1 s of that. */
const tries = 50;
const tryAgainMs = 20;

/**
 * One run an environment, across processes (law 4). The lock is a file in the environment's own
 * folder. An owner counts as dead when its process is gone, also where its pid belongs to a later one
 * (told by the start of the process on Linux, elsewhere by the start of the system), and in another
 * computer or container when it has not touched its lock for a minute. What a dead owner started and
 * what goes on working is ended before its lock is taken over. `release` leaves no empty folder behind.
 */
export const createLocks = (): Locks => ({
  acquire: async (root, run) => {
    const path = lockOf(root);
    const folders = { root, createdRoot: false };
    try {
      const taken = await take(path, folders, { ...(await describeSelf()), run, since: systemClock.now() });
      if ('owner' in taken) throw busy(root, taken.owner);
      // What stays is in nobody's way, and the next owner tries again.
      await removeRemains(path).catch(() => undefined);
      const stop = keepTouching(path, taken.text);
      return {
        createdRoot: folders.createdRoot,
        release: async () => {
          stop();
          await removeLockFile(path, taken.text).catch((error: unknown) => {
            throw asFailing(error, path);
          });
          await removeEmpty(folders);
        },
      };
    } catch (error) {
      if (!(error instanceof Failing)) await removeEmpty(folders);
      throw asFailing(error, root);
    }
  },
  check: async (root) => {
    const seen = await look(lockOf(root)).catch((error: unknown) => {
      // No such folder, or a file in its place: nobody can hold a lock in there.
      if (errorCode(error) === 'ENOTDIR') return null;
      throw asFailing(error, root);
    });
    if (seen === null || seen.owner === null) return;
    if (await isLive(seen.owner, Date.now() - seen.touchedAt)) throw busy(root, seen.owner);
  },
});

const lockOf = (root: string): string => join(ownFolderOf(root), 'lock');

interface Folders {
  root: string;
  createdRoot: boolean;
}

const take = async (path: string, folders: Folders, self: Omit<Owner, 'token'>): Promise<Taken> => {
  for (let left = tries; ; left -= 1) {
    try {
      if (await makeFolders(folders.root)) folders.createdRoot = true;
      await makeOwnFolder(folders.root);
      const taken = await takeLockFile(path, self);
      if ('text' in taken) await giveToOwnerOf(folders.root, path);
      return taken;
    } catch (error) {
      if (!isPassing(errorCode(error)) || left === 0) throw error;
    }
    await pause(tryAgainMs);
  }
};

/** Windows refuses everything in a folder that is being deleted as if it were forbidden. */
const isPassing = (code: string | null): boolean =>
  code === 'ENOENT' || (process.platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(code ?? ''));

const removeEmpty = async ({ root, createdRoot }: Folders): Promise<void> => {
  // One that cannot be removed has something in it, or is empty and does no harm.
  for (const folder of createdRoot ? [ownFolderOf(root), root] : [ownFolderOf(root)])
    await rmdir(folder).catch(() => undefined);
};

const busy = (root: string, { pid, since }: Pick<Owner, 'pid' | 'since'>) =>
  new Failing({ code: 'environment-busy', path: root, pid, since });

const asFailing = (error: unknown, root: string): unknown => {
  const code = errorCode(error);
  // A drive that does not exist.
  if (code === 'ENOENT') return new Failing({ code: 'environment-not-writable', path: root });
  if (code === 'EEXIST' || code === 'ENOTDIR') return new Failing({ code: 'environment-is-a-file', path: root });
  const failure = failureOfErrno(code, root);
  if (failure?.code === 'permission-denied') return new Failing({ code: 'environment-not-writable', path: root });
  return failure === null ? error : new Failing(failure);
};
