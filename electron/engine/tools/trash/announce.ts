import { realpath } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { placeBelow } from '../below-root.ts';
import { isThere } from '../own-folder.ts';
import { giveTreeToOwnerOf } from '../owner.ts';
import { begunRunFolder } from './folder.ts';
import { appendMoves, type Move, madePaths, readMoves } from './moves.ts';
import { placeInside, wayByName } from './place-inside.ts';
import { isRealWay } from './real-way.ts';

/** See Trash.announce. A folder that is not there yet is announced in place of what it will hold. */
export const announce = async (request: {
  root: string;
  paths: readonly string[];
  folders: readonly string[];
  run: string;
}): Promise<void> => {
  const { root, paths, folders, run } = request;
  const real = await realpath(root);
  const folder = await begunRunFolder(real, run);
  const made = new Set<string>();
  for (const path of paths) {
    if (await isThere(path)) throw new Error(`${path} is there already`);
    made.add(await highestAbsent(real, root, path));
  }
  for (const path of folders) {
    // Something will be made in it, also where it is there already.
    await placeInside(root, join(path, 'content'));
    if (!(await isThere(path))) made.add(await highestAbsent(real, root, path));
  }
  await appendMoves(
    folder,
    [...made].map((path): Move => ({ what: 'made', path })),
  );
};

/**
 * The way to what will be made first: the path, or a folder above it, with the links that lead there
 * followed. Throws Failing link-leads-out.
 */
const highestAbsent = async (real: string, root: string, path: string): Promise<string> => {
  await placeInside(root, path);
  let top = resolve(path);
  while (!(await isThere(dirname(top)))) top = dirname(top);
  const place = await placeBelow(root, top);
  const way = place?.path ?? wayByName([resolve(root), real], top);
  if (way === null) throw new Error(`${path} is outside ${root}`);
  return way;
};

/** See Trash.giveToOwner. */
export const giveToOwner = async ({ root, run }: { root: string; run: string }): Promise<void> => {
  const real = await realpath(root);
  for (const path of madePaths(await readMoves(await begunRunFolder(real, run)))) {
    const place = join(real, path);
    if ((await isRealWay(real, path)) && (await isThere(place))) await giveTreeToOwnerOf(real, place);
  }
};
