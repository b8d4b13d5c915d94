import { chmod, lstat, readdir, rmdir, unlink } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { throwIfCancelled } from '../failing.ts';
import { placeBelow } from './below-root.ts';
import { systemClock } from './clock.ts';
import { errorCode } from './error-code.ts';
import { mountsWithin } from './mounts.ts';
import { shortWaitsMs } from './patiently.ts';

/** Something that could not be deleted, with the system's code for why. */
export interface Remaining {
  path: string;
  code: string;
}

/**
 * Deletes a file or a folder with all that is in it, below `root` only. A link or a junction is
 * deleted itself and never followed; where something else is mounted nothing is deleted. Goes over
 * what is left again after short waits, and answers with what is still there then: empty means gone,
 * for the disk was looked at. Throws Cancelled, and where `path` is outside `root`.
 */
export const removeTree = async (request: {
  root: string;
  path: string;
  signal: AbortSignal;
}): Promise<Remaining[]> => {
  const { signal } = request;
  throwIfCancelled(signal);
  const place = await placeBelow(request.root, request.path);
  if (place === null) return [];
  const path = join(place.root, place.path);
  const mounts = await mountsWithin(path);
  if (mounts.length > 0) return mounts.map((path) => ({ path, code: 'EBUSY' }));
  const target = Buffer.from(path);
  let remaining = await remove(target, signal);
  for (const wait of shortWaitsMs) {
    if (remaining.length === 0) return [];
    // All together, because a tree with a hundred loaded libraries would else take a hundred times as long.
    await systemClock.sleep(wait, signal);
    remaining = await remove(target, signal);
  }
  return remaining;
};

/** Paths are bytes, because a name on the disk need not be UTF-8, and is found under no other. */
const remove = async (path: Buffer, signal: AbortSignal): Promise<Remaining[]> => {
  throwIfCancelled(signal);
  try {
    const stat = await lstat(path);
    if (!stat.isDirectory()) await unlink(path);
    else {
      const inside = await empty(path, stat.mode, signal);
      if (inside.length > 0) return inside;
      await rmdir(path);
    }
  } catch (error) {
    const code = errorCode(error);
    if (code === null) throw error;
    if (code !== 'ENOENT') return [{ path: path.toString(), code }];
  }
  return (await isGone(path)) ? [] : [{ path: path.toString(), code: 'EBUSY' }];
};

const empty = async (folder: Buffer, mode: number, signal: AbortSignal): Promise<Remaining[]> => {
  // Some packages come with read-only folders; where this user may not change that, the deletion says so.
  if ((mode & 0o700) !== 0o700) await chmod(folder, mode | 0o700).catch(() => undefined);
  const remaining: Remaining[] = [];
  for (const name of await readdir(folder, { encoding: 'buffer' }))
    remaining.push(...(await remove(Buffer.concat([folder, Buffer.from(sep), name]), signal)));
  return remaining;
};

/** Windows reports success for a file that somebody has open, and deletes it when that one closes it. */
const isGone = async (path: Buffer): Promise<boolean> =>
  lstat(path).then(
    () => false,
    (error: unknown) => errorCode(error) === 'ENOENT',
  );
