import { basename, dirname, join } from 'node:path';
import { throwIfCancelled } from '../failing.ts';
import { placeBelow } from './below-root.ts';
import { systemClock } from './clock.ts';
import { mountsWithin } from './mounts.ts';
import { shortWaitsMs } from './patiently.ts';
import { removeByCmd } from './remove-tree/by-cmd.ts';
import { createCalls } from './remove-tree/calls.ts';
import { countRemoved } from './remove-tree/count.ts';
import { firstPass } from './remove-tree/first-pass.ts';
import type { Remaining } from './remove-tree/once.ts';
import { passOver } from './remove-tree/pass.ts';

export type { Remaining } from './remove-tree/once.ts';

/** What may get better by itself within a second: somebody has it open, or puts something into it. */
const mayGo: ReadonlySet<string> = new Set(['EBUSY', 'EPERM', 'EACCES', 'ENOTEMPTY']);

/**
 * Deletes a file or a folder with all that is in it, below `root` only. A link or a junction is
 * deleted itself and never followed, also one that takes the place of a folder meanwhile (how surely
 * elsewhere than on Linux: named-folder.ts); where something else is mounted nothing is deleted. Goes over what is left again after short waits, and
 * answers with what is still there then, sorted: empty means gone, for the disk was looked at.
 * `onProgress` hears how many files, links and folders are gone, ten times a second at most, and at
 * the end. Throws Cancelled, and where `path` is outside `root`; nothing is at work any more then.
 * `lastTry` is the system's own way to delete a folder, and what a test changes.
 */
export const removeTree = async (
  request: { root: string; path: string; signal: AbortSignal; onProgress?: (removed: number) => void },
  lastTry: ((folder: string, signal: AbortSignal) => Promise<void>) | null = process.platform === 'win32'
    ? removeByCmd
    : null,
): Promise<Remaining[]> => {
  const { signal } = request;
  throwIfCancelled(signal);
  const place = await placeBelow(request.root, request.path);
  if (place === null) return [];
  const path = join(place.root, place.path);
  const mounts = await mountsWithin(path);
  if (mounts.length > 0) return mounts.map((path) => ({ path, code: 'EBUSY' }));
  const target = {
    root: Buffer.from(place.root),
    folder: Buffer.from(dirname(path)),
    name: Buffer.from(basename(path)),
  };
  const count = countRemoved(request.onProgress);
  const again = () =>
    passOver(
      target,
      createCalls(() => signal.aborted),
      () => count.add(1),
    );
  try {
    let remaining = await firstPass(target, signal, count.add);
    for (const wait of shortWaitsMs) {
      if (!remaining.some(({ code }) => mayGo.has(code))) break;
      // All together, because a tree with a hundred loaded libraries would else take a hundred times as long.
      await systemClock.sleep(wait, signal);
      remaining = await again();
    }
    if (remaining.length === 0 || lastTry === null) return remaining;
    await lastTry(path, signal);
    // That program is let go of a moment after it has ended: until then Windows may say of the folder it
    // worked in that it is gone, and of nothing in it that it is there.
    for (const wait of shortWaitsMs) {
      remaining = await again();
      if (remaining.every((one) => one.path !== path)) return remaining;
      await systemClock.sleep(wait, signal);
    }
    return await again();
  } finally {
    count.end();
  }
};
