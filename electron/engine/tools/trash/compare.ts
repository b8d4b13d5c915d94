import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { placeBelow } from '../below-root.ts';
import { errorCode } from '../error-code.ts';
import { isFrameFile } from '../frame-files.ts';
import { isOwnName } from '../own-folder.ts';
import { linkGoal } from './link-goal.ts';
import { wayByName } from './place-inside.ts';

export interface Compared {
  /** What goes as a whole: from a way in the staging folder to one in the environment, where its name is free. */
  free: { staged: string; path: string }[];
  /** Ways in the environment to a file, a dead link, or a folder where staging has none. */
  inTheWay: string[];
  /** Ways to links where staging has a folder: what belongs there is behind them. */
  links: ReadonlySet<string>;
}

/**
 * Compares a staging folder with the environment: a name that is free there goes as a whole, real
 * folders on both sides are looked into, and so is what a link in the environment leads to, for
 * somebody has put it there on purpose. Throws Failing link-leads-out, and an Error for a link in
 * staging: wheels have none, and one could lead out of the environment. `root` is without links.
 */
export const compare = async (root: string, staging: string): Promise<Compared> => {
  const links = new Set<string>();
  const compared: Compared = { free: [], inTheWay: [], links };
  const walk = async (from: string, to: string): Promise<void> => {
    for (const entry of await readdir(join(staging, from), { withFileTypes: true })) {
      const [staged, path] = [join(from, entry.name), join(to, entry.name)];
      if (isFrameFile(path) || isOwnName(path.split(sep)[0] ?? '')) continue;
      if (entry.isSymbolicLink()) throw new Error(`${staged} in the staging folder is a link`);
      const kind = await kindOf(join(root, path));
      if (kind === null) compared.free.push({ staged, path });
      else if (kind === 'folder' && entry.isDirectory()) await walk(staged, path);
      else if (kind === 'link' && entry.isDirectory()) {
        const goal = await folderBehind(root, path);
        if (goal === null) compared.inTheWay.push(path);
        else {
          links.add(path);
          await walk(staged, goal);
        }
      } else compared.inTheWay.push(path);
    }
  };
  await walk('', '');
  return compared;
};

const folderBehind = async (root: string, path: string): Promise<string | null> => {
  const goal = await linkGoal(root, path);
  return goal !== null && (await stat(join(root, goal))).isDirectory() ? goal : null;
};

/** See Trash.inTheWay. */
export const inTheWay = async (request: {
  root: string;
  staging: string;
  old: readonly string[];
}): Promise<string[]> => {
  const root = await realpath(request.root);
  const { inTheWay: others, links } = await compare(root, request.staging);
  const isPackages = (path: string): boolean =>
    !isFrameFile(wayByName([resolve(request.root), root], resolve(path)) ?? '');
  const old = await Promise.all(request.old.filter(isPackages).map((path) => behindLink(root, path, links)));
  return [...old.flat(), ...others.map((path) => join(root, path))];
};

/** The link itself is the user's; what a package has behind it goes in its stead. */
const behindLink = async (root: string, path: string, links: ReadonlySet<string>): Promise<string[]> => {
  const place = links.size === 0 ? null : await placeBelow(root, path);
  if (place === null || !links.has(place.path)) return [path];
  return (await readdir(path)).map((name) => join(path, name));
};

const kindOf = async (path: string): Promise<'folder' | 'link' | 'other' | null> => {
  try {
    const found = await lstat(path);
    if (found.isDirectory()) return 'folder';
    return found.isSymbolicLink() ? 'link' : 'other';
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
};
