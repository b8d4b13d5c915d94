import { realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { eachOf } from '../each-of.ts';

/** The files and folders whose holders are searched, as the system names them: with no link above them. */
export interface Targets {
  /** The environment's folder without links. */
  root: string;
  /** Whether it is one of them, or in one. Only what lies in the root can be. */
  include: (path: string) => boolean;
}

const atOnce = 32;

/** A link among the paths stands for itself: it is a name in its folder, which no process holds. The root is followed. */
export const findTargets = async (givenRoot: string, paths: readonly string[]): Promise<Targets> => {
  const root = await real(resolve(givenRoot));
  const wanted = new Set<string>();
  const byFolder = new Map<string, string[]>();
  for (const path of paths.map((one) => resolve(one))) {
    if (path === resolve(givenRoot) || path === root) wanted.add(root);
    else byFolder.set(dirname(path), [...(byFolder.get(dirname(path)) ?? []), basename(path)]);
  }
  await eachOf([...byFolder], atOnce, async ([folder, names]) => {
    const at = await real(folder);
    for (const name of names) wanted.add(join(at, name));
  });
  return { root, include: (path) => isIn(path, root, wanted) };
};

/** By its own ancestors and not by all that is wanted: there may be thousands of both. */
const isIn = (path: string, root: string, wanted: ReadonlySet<string>): boolean => {
  if (path !== root && !path.startsWith(root.endsWith(sep) ? root : root + sep)) return false;
  for (let at = path; at.length >= root.length; at = dirname(at)) {
    if (wanted.has(at)) return true;
    if (at === dirname(at)) break;
  }
  return false;
};

/** What is not there any more has no other name than the one it is known by. */
const real = (path: string): Promise<string> => realpath(path).catch(() => path);
