import { lstat, readdir, rmdir } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import { appendMoves, foldersAbove, madeSince, readMoves } from './moves.ts';

/**
 * Removes the folders that a move left empty, for Python takes an empty folder for a package. The
 * environment's own frame stays (site-packages, and what lies directly in the root) unless it was
 * itself `asked` to be moved and had to go in pieces.
 */
export const removeEmptied = async (
  root: string,
  runFolder: string,
  moved: readonly string[],
  asked: readonly string[],
): Promise<void> => {
  const wanted = new Set(asked);
  const isWanted = (folder: string): boolean => [folder, ...foldersAbove(folder)].some((one) => wanted.has(one));
  const stays = (folder: string): boolean =>
    (depth(folder) === 1 || basename(folder) === 'site-packages') && !isWanted(folder);
  const candidates = [...new Set(moved.flatMap((path) => until(foldersAbove(path), stays)))].sort(
    (a, b) => depth(b) - depth(a),
  );
  const emptied = new Map<string, number>();
  for (const path of candidates) {
    const folder = join(root, path);
    const names = await readdir(folder).catch(() => null);
    // Absent already, or not to be read and then not to be removed either.
    if (names === null || !names.every((name) => emptied.has(join(path, name)))) continue;
    emptied.set(path, (await lstat(folder)).mode & 0o7777);
  }
  const isNew = madeSince(await readMoves(runFolder));
  const recorded = [...emptied].filter(([path]) => !isNew(path));
  await appendMoves(
    runFolder,
    recorded.map(([path, mode]) => ({ what: 'emptied', path, mode })),
  );
  for (const path of emptied.keys()) {
    // One that cannot be removed, or has something in it again, does no harm.
    await rmdir(join(root, path)).catch(() => undefined);
  }
};

const until = (folders: string[], stop: (folder: string) => boolean): string[] => {
  const end = folders.findIndex(stop);
  return end < 0 ? folders : folders.slice(0, end);
};

const depth = (path: string): number => path.split(sep).length;
