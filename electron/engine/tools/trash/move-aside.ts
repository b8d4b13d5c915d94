import { mkdir, readdir, rename } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { Failing, throwIfCancelled } from '../../failing.ts';
import { placeBelow } from '../below-root.ts';
import { errorCode } from '../error-code.ts';
import { fileFailure } from '../file-failure.ts';
import { mountsWithin } from '../mounts.ts';
import { isOwnName, isRealFolder, isThere } from '../own-folder.ts';
import { mayBeInUse, patiently } from '../patiently.ts';
import { removeEmptied } from './emptied.ts';
import { makeRunFolder } from './folder.ts';
import { appendMoves, foldersAbove, madeSince, nextSlot, readMoves } from './moves.ts';

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
  const moved = await moveAll(filling, paths);
  await removeEmptied(filling.root, filling.folder, moved, paths);
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
  const place = await placeBelow(root, path);
  if (place === null) return null;
  if (isOwnName(place.path.split(sep)[0] ?? '')) throw new Error(`${path} is in the folder that holds the trash`);
  return (await isThere(join(place.root, place.path))) ? place : null;
};

/** Without doubles, and without what lies in a folder that is named too. */
const outermost = (paths: readonly string[]): string[] => {
  const all = new Set(paths);
  return [...all].filter((path) => !foldersAbove(path).some((folder) => all.has(folder)));
};

/** Moves each path and returns what is gone from its place now: the path, or all that was in it. */
const moveAll = async (filling: Filling, paths: readonly string[]): Promise<string[]> => {
  const before = await readMoves(filling.folder);
  const slot = nextSlot(before);
  const isNew = madeSince(before);
  await appendMoves(
    filling.folder,
    paths.map((path) => ({ what: 'moved', path, slot, original: !isNew(path) })),
  );
  const waiting = new Set(paths);
  const moved: string[] = [];
  try {
    for (const path of paths) {
      throwIfCancelled(filling.signal);
      if (await moveOne(filling, path, slot)) {
        waiting.delete(path);
        moved.push(path);
      } else moved.push(...(await moveInPieces(filling, path, slot)));
    }
  } finally {
    // What is still in its place must not be taken for something that the run put there later.
    await appendMoves(
      filling.folder,
      [...waiting].map((path) => ({ what: 'stayed', path, slot })),
    );
  }
  return moved;
};

/** False where a folder cannot be moved as a whole. */
const moveOne = async (filling: Filling, path: string, slot: number): Promise<boolean> => {
  const source = join(filling.root, path);
  const target = join(filling.folder, String(slot), path);
  try {
    await mkdir(dirname(target), { recursive: true });
    await patiently(() => rename(source, target), filling.signal);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT' && !(await isThere(source))) return true;
    const hasPieces =
      mayBeInUse(error) && (await isRealFolder(source)) && (await readdir(source).catch(() => [])).length > 0;
    if (hasPieces) return false;
    throw await fileFailure(error, source);
  }
};

/**
 * Windows renames no folder in which a file is open, but it does rename a loaded library by itself
 * (only its deletion is refused). Where even that fails, the failure names the very file.
 */
const moveInPieces = async (filling: Filling, path: string, slot: number): Promise<string[]> => {
  // Before its pieces are announced, or they would be taken for the run's own.
  await appendMoves(filling.folder, [{ what: 'stayed', path, slot }]);
  const names = await readdir(join(filling.root, path));
  return moveAll(
    filling,
    names.map((name) => join(path, name)),
  );
};
