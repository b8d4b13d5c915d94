import { lstat, readdir, rmdir } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import { isThere } from '../own-folder.ts';
import { appendMoves, foldersAbove, type Move, madeSince, readMoves } from './moves.ts';

/**
 * Removes the folders that a move left empty, for Python takes an empty folder for a package. The
 * environment's own frame stays (site-packages, what lies directly in the root, and `keep`) unless
 * it was itself `asked` to be moved and had to go in pieces.
 */
export const removeEmptied = async (request: {
  root: string;
  runFolder: string;
  moved: readonly string[];
  asked: readonly string[];
  keep: ReadonlySet<string>;
}): Promise<void> => {
  const { root, runFolder, moved, asked, keep } = request;
  const wanted = new Set(asked);
  const isWanted = (folder: string): boolean => [folder, ...foldersAbove(folder)].some((one) => wanted.has(one));
  const stays = (folder: string): boolean =>
    (depth(folder) === 1 || basename(folder) === 'site-packages' || keep.has(folder)) && !isWanted(folder);
  const left = moved.flatMap((path) => until(foldersAbove(path), stays));
  const candidates = [...new Set([...asked, ...left])].sort((a, b) => depth(b) - depth(a));
  const emptied = new Map<string, Move>();
  for (const path of candidates) {
    const found = await lstat(join(root, path)).catch(() => null);
    if (found === null || !found.isDirectory()) continue;
    const names = await readdir(join(root, path)).catch(() => null);
    // Not to be read, and then not to be removed either.
    if (names === null || !names.every((name) => emptied.has(join(path, name)))) continue;
    emptied.set(path, { what: 'emptied', path, mode: found.mode & 0o7777, uid: found.uid, gid: found.gid });
  }
  const isNew = await madeSince(runFolder, await readMoves(runFolder));
  await appendMoves(
    runFolder,
    [...emptied].flatMap(([path, move]) => (isNew(path) ? [] : [move])),
  );
  const kept: Move[] = [];
  for (const path of emptied.keys()) {
    await rmdir(join(root, path)).catch(() => undefined);
    // One that cannot be removed, or has something in it again, does no harm.
    if (await isThere(join(root, path))) kept.push({ what: 'spared', path });
  }
  await appendMoves(runFolder, kept);
};

const until = (folders: string[], stop: (folder: string) => boolean): string[] => {
  const end = folders.findIndex(stop);
  return end < 0 ? folders : folders.slice(0, end);
};

const depth = (path: string): number => path.split(sep).length;
