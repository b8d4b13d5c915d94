import { lstat, readdir, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { normalizeName } from '../../requirement.ts';
import { liesBelow } from '../below-root.ts';
import { isThere } from '../own-folder.ts';
import { type Belongings, bearsName, readBelongings } from './belongings.ts';
import { isName, readDistInfos } from './dist-info.ts';
import { findSitePackages } from './site-packages.ts';

/**
 * Every existing file and folder that belongs to a package, so that moving them away leaves the
 * package neither installed nor importable and every other one whole: its dist-info folders, the
 * folders of its import names that no other package has anything in (with what RECORD does not
 * list: files of an older version are what breaks a torn install), and each further file of its
 * RECORD with its bytecode. A file that another package lists as well stays where it is.
 */
export const filesOf = async (root: string, name: string): Promise<string[]> => {
  const wanted = normalizeName(name);
  const sitePackages = isName(name) ? await findSitePackages(root) : null;
  if (sitePackages === null) return [];
  const names = await readdir(sitePackages);
  const infos = await readDistInfos(sitePackages);
  const all = await Promise.all(infos.map((info) => readBelongings(root, sitePackages, info, names)));
  const own = all.filter((one) => one.package === wanted);
  const others = all.filter((one) => one.package !== wanted);

  const theirTops = new Set(others.flatMap(({ tops, ownTops }) => [...tops, ...ownTops]));
  const tops = [
    ...new Set([...own.flatMap(({ ownTops }) => [...ownTops]), ...names.filter((entry) => bearsName(entry, wanted))]),
  ]
    .filter((top) => names.includes(top) && !theirTops.has(top))
    .map((top) => join(sitePackages, top));
  const folders = [...own.map(({ distInfo }) => distInfo), ...tops];
  const single = await existingFiles(root, looseFiles(own, others, folders));
  return [...folders, ...single, ...(await bytecodeOf(root, single))].filter(
    (path, at, paths) => paths.indexOf(path) === at,
  );
};

/** Listed files that are in none of the folders which go as a whole, and that nobody else lists. */
const looseFiles = (
  own: readonly Belongings[],
  others: readonly Belongings[],
  folders: readonly string[],
): string[] => {
  const theirs = new Set(others.flatMap(({ files }) => files));
  const within = (path: string): boolean => folders.some((folder) => path === folder || liesBelow(folder, path));
  return [...new Set(own.flatMap(({ files }) => files))].filter((path) => !theirs.has(path) && !within(path));
};

/** Those that are there, are files or links, and do not lie behind a link that leads out of the environment. */
const existingFiles = async (root: string, paths: readonly string[]): Promise<string[]> => {
  const isInside = insideOf(await realpath(root));
  const found: string[] = [];
  for (const path of paths) {
    const stat = await lstat(path).catch(() => null);
    // RECORD lists files; a folder's name in it would take along what others have there.
    if (stat !== null && !stat.isDirectory() && (await isInside(dirname(path)))) found.push(path);
  }
  return found;
};

/** Tells of a folder whether it truly lies in the environment; each folder is looked at once. */
const insideOf = (realRoot: string): ((folder: string) => Promise<boolean>) => {
  const answers = new Map<string, Promise<boolean>>();
  return (folder) => {
    const known = answers.get(folder);
    if (known !== undefined) return known;
    const answer = realpath(folder).then(
      (real) => real === realRoot || liesBelow(realRoot, real),
      () => false,
    );
    answers.set(folder, answer);
    return answer;
  };
};

/** uv lists no bytecode in RECORD, and pip only what it compiled itself. */
const bytecodeOf = async (root: string, files: readonly string[]): Promise<string[]> => {
  const sources = files.filter((path) => path.endsWith('.py'));
  const caches = new Map<string, string[]>();
  for (const source of sources) {
    const cache = join(dirname(source), '__pycache__');
    if (caches.has(cache) || !(await isThere(cache))) continue;
    caches.set(cache, await readdir(cache).catch(() => []));
  }
  const paths = sources.flatMap((source) => {
    const cache = join(dirname(source), '__pycache__');
    const module = `${basename(source, '.py')}.`;
    return (caches.get(cache) ?? [])
      .filter((name) => name.startsWith(module) && name.endsWith('.pyc'))
      .map((name) => join(cache, name));
  });
  return existingFiles(root, paths);
};
