import { chmod, lstat, mkdir, readdir, realpath, rename, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { assertNever } from '../../../../shared/assert-never.ts';
import { fileFailure } from '../file-failure.ts';
import { isRealFolder, isThere } from '../own-folder.ts';
import { patiently } from '../patiently.ts';
import { findRunFolder, trashFolderOf } from './folder.ts';
import { appendMoves, foldersAbove, type Move, movesFile, nextSlot, readMoves } from './moves.ts';
import { releaseReserve } from './reserve.ts';

const never = new AbortController().signal;

/**
 * See Trash.putBack. The index is read backwards, and the disk decides for each line: what lies in
 * the trash goes back to its place, and what the run has put there since goes to the trash instead.
 * So it may be interrupted anywhere and called again. Throws Failing file-locked, permission-denied
 * or disk-full.
 */
export const putBack = async (root: string, run: string): Promise<void> => {
  if ((await findRunFolder(root, run)) === null) return;
  const real = await realpath(root);
  const folder = join(trashFolderOf(real), run);
  const moves = await readMoves(folder);
  if (moves.some(({ what }) => what === 'committed')) return;
  await releaseReserve(folder);
  const displace = displacer(real, folder, Math.max(nextSlot(moves), await nextNumber(folder)));
  // Only before the first original is back in its place can a name tell what the run has made.
  if (!moves.some(({ what }) => what === 'cleared')) {
    for (const move of moves.toReversed())
      if (move.what === 'made' && (await isThere(join(real, move.path)))) await displace(move.path);
    await appendMoves(folder, [{ what: 'cleared' }]);
  }
  for (const move of moves.toReversed()) await undo(real, folder, move, displace);
  // Last, for a mode may keep what is in a folder from being moved.
  for (const move of moves.toReversed()) if (move.what === 'mode') await restoreMode(real, move);
  if (await isThere(movesFile(folder))) await at(movesFile(folder), () => unlink(movesFile(folder)));
};

type Displace = (path: string) => Promise<void>;

const undo = async (root: string, folder: string, move: Move, displace: Displace): Promise<void> => {
  switch (move.what) {
    case 'began':
    case 'stayed':
    case 'made':
    case 'mode':
    case 'committed':
    case 'cleared':
      return;
    case 'moved': {
      const kept = join(folder, String(move.slot), move.path);
      if (!move.original || !(await isThere(kept))) return;
      await makeFoldersAbove(root, move.path, displace);
      const place = join(root, move.path);
      if (await isThere(place)) await displace(move.path);
      await at(place, () => rename(kept, place));
      return;
    }
    case 'emptied':
      await makeFoldersAbove(root, move.path, displace);
      await makeFolder(root, move.path, displace, move.mode);
      return;
    default:
      assertNever(move);
  }
};

/** Never through a link, which has no mode of its own. */
const restoreMode = async (root: string, { path, mode }: Extract<Move, { what: 'mode' }>): Promise<void> => {
  const place = join(root, path);
  const found = await lstat(place).catch(() => null);
  if (found !== null && !found.isSymbolicLink()) await at(place, () => chmod(place, mode));
};

const makeFoldersAbove = async (root: string, path: string, displace: Displace): Promise<void> => {
  for (const above of foldersAbove(path).reverse()) await makeFolder(root, above, displace);
};

/** Only a real folder will do: through a link in its place, files would be put somewhere else. */
const makeFolder = async (root: string, path: string, displace: Displace, mode?: number): Promise<void> => {
  const folder = join(root, path);
  if (await isRealFolder(folder)) return;
  if (await isThere(folder)) await displace(path);
  await at(folder, () => mkdir(folder));
  if (mode !== undefined) await at(folder, () => chmod(folder, mode));
};

/** Moves what is in the way to the trash, each time under a new number. */
const displacer = (root: string, folder: string, firstSlot: number): Displace => {
  let slot = firstSlot;
  return async (path) => {
    const target = join(folder, String(slot), path);
    slot += 1;
    await at(target, () => mkdir(dirname(target), { recursive: true }));
    await at(join(root, path), () => rename(join(root, path), target));
  };
};

/** Numbers that an interrupted call has used are in no line of the index. */
const nextNumber = async (folder: string): Promise<number> =>
  1 + Math.max(0, ...(await readdir(folder)).map(Number).filter(Number.isInteger));

const at = async <T>(path: string, action: () => Promise<T>): Promise<T> => {
  try {
    return await patiently(action, never);
  } catch (error) {
    throw await fileFailure(error, path);
  }
};
