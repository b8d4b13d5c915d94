import { lstat, readdir, rename } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { Failing, throwIfCancelled } from '../../failing.ts';
import { errorCode } from '../error-code.ts';
import { fileFailure } from '../file-failure.ts';
import { mountsWithin } from '../mounts.ts';
import { isOwnName, isRealFolder, isThere } from '../own-folder.ts';
import { mayBeInUse, patiently } from '../patiently.ts';
import { removeEmptied } from './emptied.ts';
import { makeRunFolder } from './folder.ts';
import { linkGoal } from './link-goal.ts';
import { appendMoves, foldersAbove, madeSince, nextSlot, readMoves } from './moves.ts';
import { placeInside, wayByName } from './place-inside.ts';
import { openSlot, type Slot } from './slot.ts';

/** A run's trash while it is filled. */
interface Filling {
  /** The environment's root without links. */
  root: string;
  folder: string;
  signal: AbortSignal;
}

/** See Trash.moveAside. All paths are looked at before the first is moved. */
export const moveAside = async (request: {
  root: string;
  paths: readonly string[];
  run: string;
  signal: AbortSignal;
}): Promise<void> => {
  const { run, signal } = request;
  throwIfCancelled(signal);
  const places = (await Promise.all(request.paths.map((path) => existingPlace(request.root, path)))).flatMap(
    (place) => place ?? [],
  );
  const [first] = places;
  if (first === undefined) return;
  const paths = outermost(places.map(({ path }) => path));
  await refuseMounts(first.root, paths);
  const filling: Filling = { root: first.root, folder: await makeRunFolder(first.root, run), signal };
  const goals = await linkedFolders(request.root, first.root, request.paths);
  const moved = await moveAll(filling, paths);
  await removeEmptied({ root: filling.root, runFolder: filling.folder, moved, asked: paths, keep: goals });
};

/** What is mounted there is not the environment's. All paths are looked at together: usually there is no mount at all. */
const refuseMounts = async (root: string, paths: readonly string[]): Promise<void> => {
  for (const mount of await mountsWithin(root)) {
    const way = relative(root, mount);
    if (paths.some((path) => way === path || way.startsWith(`${path}${sep}`)))
      throw new Failing({ code: 'file-locked', path: mount });
  }
};

const existingPlace = async (root: string, path: string) => {
  const place = await placeInside(root, path);
  if (place === null) return null;
  if (isOwnName(place.path.split(sep)[0] ?? '')) throw new Error(`${path} is in the folder that holds the trash`);
  return (await isThere(join(place.root, place.path))) ? place : null;
};

/** Folders that links of the environment lead to, on the way to these paths: without them the links would lead nowhere. */
const linkedFolders = async (root: string, real: string, paths: readonly string[]): Promise<Set<string>> => {
  const ways = paths.flatMap((path) => wayByName([resolve(root), real], resolve(path)) ?? []);
  const goals = new Set<string>();
  for (const folder of new Set(ways.flatMap(foldersAbove))) {
    const found = await lstat(join(real, folder)).catch(() => null);
    if (found?.isSymbolicLink() === true) goals.add((await linkGoal(real, folder)) ?? '');
  }
  return goals;
};

/** Without doubles, and without what lies in a folder that is named too. */
const outermost = (paths: readonly string[]): string[] => {
  const all = new Set(paths);
  return [...all].filter((path) => !foldersAbove(path).some((folder) => all.has(folder)));
};

/** Moves each path and returns what is gone from its place now: the path, or all that was in it. */
const moveAll = async (filling: Filling, paths: readonly string[]): Promise<string[]> => {
  const before = await readMoves(filling.folder);
  const isNew = await madeSince(filling.folder, before);
  const slot = await openSlotFor(filling, nextSlot(before));
  await appendMoves(
    filling.folder,
    paths.map((path) => ({ what: 'moved', path, slot: slot.number, original: !isNew(path) })),
  );
  const moved: string[] = [];
  for (const path of paths) {
    throwIfCancelled(filling.signal);
    if (await moveOne(filling, path, slot)) moved.push(path);
    else moved.push(...(await moveInPieces(filling, path)));
  }
  return moved;
};

const openSlotFor = async ({ folder }: Filling, first: number): Promise<Slot> => {
  try {
    return await openSlot(folder, first);
  } catch (error) {
    throw await fileFailure(error, folder);
  }
};

/** False where a folder cannot be moved as a whole. */
const moveOne = async (filling: Filling, path: string, slot: Slot): Promise<boolean> => {
  const source = join(filling.root, path);
  try {
    const target = await slot.room(path);
    await patiently(() => rename(source, target), filling.signal);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT' && !(await isThere(source))) return true;
    if ((await isRealFolder(source)) && (await hasPieces(source, error))) return false;
    throw await fileFailure(error, source);
  }
};

/**
 * overlayfs, on which containers stand, answers EXDEV for each folder that the image brought; what is
 * in it can be moved, and then the empty folder be removed (Linux, filesystems/overlayfs.rst).
 */
const hasPieces = async (folder: string, error: unknown): Promise<boolean> =>
  errorCode(error) === 'EXDEV' || (mayBeInUse(error) && (await readdir(folder).catch(() => [])).length > 0);

/**
 * Windows renames no folder in which a file is open, but it does rename a loaded library by itself
 * (only its deletion is refused). Where even that fails, the failure names the very file.
 */
const moveInPieces = async (filling: Filling, path: string): Promise<string[]> => {
  const names = await readdir(join(filling.root, path));
  return moveAll(
    filling,
    names.map((name) => join(path, name)),
  );
};
