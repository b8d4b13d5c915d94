import { lstatSync, realpathSync, type Stats } from 'node:fs';
import { basename, dirname, relative, sep } from 'node:path';
import { liesBelow } from '../below-root.ts';
import { errorCode } from '../error-code.ts';
import { recordPlace } from '../packages/record-place.ts';
import { leadsSomewhere } from './linked.ts';
import type { LookRequest } from './task.ts';

export interface Place {
  /** Full path as its name says, with the links that are in it. */
  named: string;
  /** Relative to the environment, with `/`. */
  path: string;
  /** First name below site-packages, or empty. */
  top: string;
  /** Without links, as far as it is there. */
  full: string;
  /** null where nothing is there, or nothing can be told. */
  stats: Stats | null;
  /** Its name lies inside, and through a link it is a file or folder outside, of which nothing more is asked. */
  isLinked: boolean;
  /** The system's code where it does not let us look, such as EACCES. */
  problem: string | null;
}

/**
 * Tells where a RECORD's entries lie; `unsafe` is what leads out of the environment by its name, or
 * through a link to what is neither file nor folder. Each folder is looked at once. By libuv's own realpath: Node's other one keeps a
 * mapped drive of Windows, which the environment's root is not given with.
 */
export const createPlaces = ({
  root,
  realRoot,
  sitePackages,
}: Pick<LookRequest, 'root' | 'realRoot' | 'sitePackages'>) => {
  const folders = new Map<string, Looked<string> | 'unsafe'>();
  const isInside = (path: string): boolean => path === realRoot || liesBelow(realRoot, path);
  const folderOf = (folder: string): Looked<string> | 'unsafe' => {
    const known = folders.get(folder);
    if (known !== undefined) return known;
    const real = look(() => realpathSync.native(folder));
    const answer = real.found === null || isInside(real.found) ? real : 'unsafe';
    folders.set(folder, answer);
    return answer;
  };
  const waysOf = createWays(root, sitePackages);
  return (entry: string): Place | 'unsafe' => {
    const named = recordPlace(root, sitePackages, entry);
    if (named === null) return 'unsafe';
    const names = { named, ...waysOf(named) };
    const folder = folderOf(dirname(named));
    const outside = (): Place | 'unsafe' =>
      leadsSomewhere(named) ? { ...names, full: named, stats: null, isLinked: true, problem: null } : 'unsafe';
    if (folder === 'unsafe') return outside();
    if (folder.found === null) return { ...names, full: named, stats: null, isLinked: false, problem: folder.problem };
    const full = folder.found + sep + basename(named);
    const { found: stats, problem } = statsOf(full);
    if (stats === null || !stats.isSymbolicLink()) return { ...names, full, stats, isLinked: false, problem };
    const target = look(() => realpathSync.native(full));
    if (target.found === null) return { ...names, full, stats: null, isLinked: false, problem: target.problem };
    if (!isInside(target.found)) return outside();
    const { found, problem: why } = statsOf(target.found);
    return { ...names, full: target.found, stats: found, isLinked: false, problem: why };
  };
};

/** Node's `relative` takes as long as looking at the file, so it is left for the few that are beside site-packages. */
const createWays = (root: string, sitePackages: string) => {
  const slashed = (path: string): string => (sep === '/' ? path : path.replaceAll(sep, '/'));
  const site = slashed(relative(root, sitePackages));
  return (named: string): Pick<Place, 'path' | 'top'> => {
    if (!named.startsWith(sitePackages + sep)) return { path: slashed(relative(root, named)), top: '' };
    const below = slashed(named.slice(sitePackages.length + 1));
    const end = below.indexOf('/');
    return { path: `${site}/${below}`, top: end < 0 ? below : below.slice(0, end) };
  };
};

interface Looked<T> {
  found: T | null;
  problem: string | null;
}

/** So the system says that there is nothing; every other code means that it cannot tell. */
const absent: ReadonlySet<string> = new Set([
  'ENOENT',
  'ENOTDIR',
  'ELOOP',
  'ENAMETOOLONG',
  'EINVAL',
  'ERR_INVALID_ARG_VALUE',
]);

const look = <T>(use: () => T): Looked<T> => {
  try {
    return { found: use(), problem: null };
  } catch (error) {
    const code = errorCode(error) ?? 'unknown';
    return { found: null, problem: absent.has(code) ? null : code };
  }
};

/** Of the entry itself, be it a link. */
export const statsOf = (path: string): Looked<Stats> => look(() => lstatSync(path));
