import { chmod, lstat, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { placeBelow } from '../below-root.ts';
import { isThere } from '../own-folder.ts';
import { findRunFolder } from './folder.ts';
import { appendMoves, foldersAbove, type Move } from './moves.ts';

interface Request {
  root: string;
  paths: readonly string[];
  run: string;
}

const runFolderOf = async (root: string, run: string): Promise<string> => {
  const folder = await findRunFolder(root, run);
  if (folder === null) throw new Error(`run ${run} has not begun`);
  return folder;
};

/** See Trash.announce. A folder that is not there yet is announced in place of what it will hold. */
export const announce = async ({ root, paths, run }: Request): Promise<void> => {
  const real = await realpath(root);
  const folder = await runFolderOf(real, run);
  const made = new Set<string>();
  for (const path of paths) {
    const relative = await relativeOf(real, root, path);
    if (await isThere(join(real, relative))) throw new Error(`${path} is there already`);
    made.add(await highestAbsent(real, relative));
  }
  await appendMoves(
    folder,
    [...made].map((path): Move => ({ what: 'made', path })),
  );
};

/** By name alone where the folder above is absent: then no link can lead anywhere. */
const relativeOf = async (real: string, root: string, path: string): Promise<string> => {
  const place = await placeBelow(root, path);
  if (place !== null) return place.path;
  const start = [root, real].find((one) => path.startsWith(`${one}/`) || path.startsWith(`${one}\\`));
  if (start === undefined) throw new Error(`${path} is outside ${root}`);
  return path.slice(start.length + 1);
};

const highestAbsent = async (root: string, path: string): Promise<string> => {
  for (const folder of foldersAbove(path).reverse()) if (!(await isThere(join(root, folder)))) return folder;
  return path;
};

/** See Trash.letOwnerWrite. Links are passed over: their targets may lie anywhere. */
export const letOwnerWrite = async ({ root, paths, run }: Request): Promise<void> => {
  const real = await realpath(root);
  const folder = await runFolderOf(real, run);
  const changes: { path: string; mode: number; wanted: number }[] = [];
  for (const path of paths) {
    const place = await placeBelow(root, path);
    const found = place === null ? null : await lstat(join(real, place.path)).catch(() => null);
    if (place === null || found === null || !(found.isDirectory() || found.isFile())) continue;
    const mode = found.mode & 0o7777;
    changes.push({ path: place.path, mode, wanted: mode | (found.isDirectory() ? 0o700 : 0o600) });
  }
  await appendMoves(
    folder,
    changes.map(({ path, mode }): Move => ({ what: 'mode', path, mode })),
  );
  for (const { path, wanted } of changes) await chmod(join(real, path), wanted);
};
