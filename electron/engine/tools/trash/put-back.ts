import { mkdir, readdir, realpath, rename, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { PutBack } from '../../interfaces/trash.ts';
import { isRealFolder, isThere } from '../own-folder.ts';
import { giveToOwnerOf } from '../owner.ts';
import { syncFolder } from '../sync-folder.ts';
import { createDisplace, type Displace } from './displace.ts';
import { findRunFolder, nextNumber, trashFolderOf } from './folder.ts';
import { appendMoves, foldersAbove, type Move, madePaths, movesFile, nextSlot, readIndex } from './moves.ts';
import { isRealWay } from './real-way.ts';
import { releaseReserve } from './reserve.ts';
import { restoreModes } from './restore-modes.ts';
import { to } from './to.ts';
import { holdsUnexplained } from './unexplained.ts';

/** A run that is being undone. */
interface Undoing {
  /** The environment's root without links. */
  root: string;
  folder: string;
  /** The last one first. */
  moves: readonly Move[];
  displace: Displace;
}

/**
 * See Trash.putBack. The index is read backwards, and the disk decides for each line: what lies in
 * the trash goes back to its place, and what the run has put there since goes to the trash instead.
 * So it may be interrupted anywhere and called again. Throws Failing file-locked, permission-denied
 * or disk-full.
 */
export const putBack = async (root: string, run: string): Promise<PutBack> => {
  if ((await findRunFolder(root, run)) === null) return 'nothing';
  const real = await realpath(root);
  const folder = join(trashFolderOf(real), run);
  const index = await readIndex(folder);
  if (index.moves.some(({ what }) => what === 'committed')) return 'committed';
  if (!index.isThere || index.moves.some(({ what }) => what === 'undone')) return 'nothing';
  await releaseReserve(folder);
  const first = Math.max(nextSlot(index.moves), nextNumber(await readdir(folder)));
  if (!index.moves.some(({ what }) => what === 'displacing'))
    await appendMoves(folder, [{ what: 'displacing', slot: first }]);
  const displace = await createDisplace(real, folder, first);
  const undoing: Undoing = { root: real, folder, moves: index.moves.toReversed(), displace };
  // Only before the first original is back in its place can a name tell what the run has made.
  if (!index.moves.some(({ what }) => what === 'cleared')) await takeAwayMade(undoing, madePaths(index.moves));
  await returnOriginals(undoing);
  // Last, for a mode may keep what is in a folder from being moved.
  await restoreModes(undoing);
  await close(folder);
  return 'restored';
};

const takeAwayMade = async ({ folder, displace }: Undoing, made: readonly string[]): Promise<void> => {
  for (const path of made.toReversed()) await displace(path);
  await appendMoves(folder, [{ what: 'cleared' }]);
};

const returnOriginals = async (undoing: Undoing): Promise<void> => {
  const changed = new Set<string>();
  for (const move of undoing.moves) {
    if (move.what !== 'moved' && move.what !== 'emptied') continue;
    const isChanged = move.what === 'moved' ? await returnOriginal(undoing, move) : await makeAgain(undoing, move.path);
    if (isChanged) changed.add(dirname(join(undoing.root, move.path)));
  }
  // Before the index goes: without it nobody would look in the trash for what is not in its place.
  for (const folder of changed) await syncFolder(folder).catch(() => undefined);
};

const returnOriginal = async (
  { root, folder, displace }: Undoing,
  { path, slot, original }: Extract<Move, { what: 'moved' }>,
): Promise<boolean> => {
  const kept = join(String(slot), path);
  if (!original || !(await isRealWay(folder, kept)) || !(await isThere(join(folder, kept)))) return false;
  await makeFoldersAbove(root, path, displace);
  await displace(path);
  await to(join(root, path), (place) => rename(join(folder, kept), place));
  return true;
};

const makeAgain = async ({ root, displace }: Undoing, path: string): Promise<boolean> => {
  await makeFoldersAbove(root, path, displace);
  return makeFolder(root, path, displace);
};

const makeFoldersAbove = async (root: string, path: string, displace: Displace): Promise<void> => {
  for (const above of foldersAbove(path).reverse()) await makeFolder(root, above, displace);
};

/** Only a real folder will do: through a link in its place, files would be put somewhere else. */
const makeFolder = async (root: string, path: string, displace: Displace): Promise<boolean> => {
  const folder = join(root, path);
  if (await isRealFolder(folder)) return false;
  await displace(path);
  await to(folder, mkdir);
  await to(folder, () => giveToOwnerOf(root, folder));
  return true;
};

const close = async (folder: string): Promise<void> => {
  if (await holdsUnexplained(folder, await readIndex(folder))) await appendMoves(folder, [{ what: 'undone' }]);
  else await to(movesFile(folder), unlink);
};
