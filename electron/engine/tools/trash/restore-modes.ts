import { chmod, lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { liesBelow } from '../below-root.ts';
import { mountsWithin } from '../mounts.ts';
import { giveTo } from '../owner.ts';
import type { Move } from './moves.ts';
import { isRealWay } from './real-way.ts';
import { to } from './to.ts';

/**
 * The modes that the run has changed, and those of the folders that were made again, whose making a
 * crash may have cut off. `moves` has the last one first; `root` is without links.
 */
export const restoreModes = async ({ root, moves }: { root: string; moves: readonly Move[] }): Promise<void> => {
  const mounts = (await mountsWithin(root)).filter((mount) => mount !== root);
  for (const move of moves) {
    if (move.what !== 'mode' && move.what !== 'emptied') continue;
    const place = join(root, move.path);
    if (mounts.some((mount) => mount === place || liesBelow(mount, place))) continue;
    if (!(await isRealWay(root, move.path))) continue;
    const found = await lstat(place).catch(() => null);
    // A link has no mode of its own, and with a second name the mode is somebody else's too.
    if (found === null || !(found.isDirectory() || (found.isFile() && found.nlink === 1))) continue;
    if (move.what === 'emptied') await to(place, () => giveTo(move, place));
    if ((found.mode & 0o7777) !== move.mode) await to(place, () => chmod(place, move.mode));
  }
};
