import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isRealFolder } from '../own-folder.ts';
import { isNumber } from './folder.ts';
import type { Index, Move } from './moves.ts';

/**
 * Whether a run that is not committed has files in its trash that no line of its index speaks of: the
 * line was there once, so they may be the only copy.
 */
export const holdsUnexplained = async (runFolder: string, { moves }: Index): Promise<boolean> => {
  if (moves.some(({ what }) => what === 'committed')) return false;
  const told = new Set(moves.flatMap((move) => (move.what === 'moved' ? [join(String(move.slot), move.path)] : [])));
  const walk = async (folder: string): Promise<boolean> => {
    for (const entry of await readdir(join(runFolder, folder), { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (!told.has(path) && (!entry.isDirectory() || (await walk(path)))) return true;
    }
    return false;
  };
  const until = firstDisplaced(moves);
  for (const name of await readdir(runFolder))
    if (isNumber(name) && Number(name) < until && (await isRealFolder(join(runFolder, name))) && (await walk(name)))
      return true;
  return false;
};

/** What was in the way of the originals is the run's own, or came later. */
const firstDisplaced = (moves: readonly Move[]): number =>
  Math.min(...moves.flatMap((move) => (move.what === 'displacing' ? [move.slot] : [])));
