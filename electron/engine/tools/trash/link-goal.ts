import { lstat, readlink, realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { Failing } from '../../failing.ts';
import { liesBelow } from '../below-root.ts';
import { errorCode } from '../error-code.ts';
import { isOwnName } from '../own-folder.ts';
import { foldersAbove } from './moves.ts';

/** Where a link in the environment leads: a way from the root, null where nothing is there. */
export type LinkGoal = string | null;

/**
 * Follows a link that stands where a folder is wanted. One that leads to another place in the
 * environment is walked through. Throws Failing link-leads-out for one that leads out of it: behind it
 * nothing may be changed, and the user has put it there (law 3). `root` is without links.
 */
export const linkGoal = async (root: string, path: string): Promise<LinkGoal> => {
  const link = join(root, path);
  const real = await realpath(link).catch(async (error: unknown) => {
    if (errorCode(error) !== 'ENOENT') throw error;
    return null;
  });
  const target = real ?? (await nominalGoal(link));
  const way = relative(root, target);
  const isInside = target === root || (liesBelow(root, target) && !isOwnName(way.split(sep)[0] ?? ''));
  if (!isInside) throw new Failing({ code: 'link-leads-out', path: link, target });
  return real === null ? null : way;
};

/** Where it would lead if all of it were there, with the links above it followed. */
const nominalGoal = async (link: string): Promise<string> => {
  const text = await readlink(link);
  if (isAbsolute(text)) return realStart(resolve(text));
  return realStart(resolve(await realpath(dirname(link)), text));
};

const realStart = async (path: string): Promise<string> => {
  if (dirname(path) === path) return path;
  const real = await realpath(path).catch(() => null);
  return real ?? join(await realStart(dirname(path)), basename(path));
};

/** Throws Failing link-leads-out where a folder above `path`, which is relative to the root, is such a link. */
export const refuseLinkOut = async (root: string, path: string): Promise<void> => {
  for (const folder of foldersAbove(path).reverse()) {
    const found = await lstat(join(root, folder)).catch(() => null);
    if (found === null) return;
    if (found.isSymbolicLink()) await linkGoal(root, folder);
  }
};
