import { lstat, readdir, realpath } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { liesBelow } from '../below-root.ts';

interface Where {
  root: string;
  sitePackages: string;
  /** See comparableIn. */
  comparable: (path: string) => string;
}

/**
 * Of listed paths those that are there and files or links, with the bytecode of modules among them:
 * uv lists none in RECORD, and pip only what it compiled itself.
 */
export const listedFiles = async (where: Where, paths: readonly string[]): Promise<string[]> => {
  const isStraight = await straightIn(where);
  const found: string[] = [];
  for (const path of [...paths, ...(await bytecodeOf(paths))]) {
    const stat = await lstat(path).catch(() => null);
    // RECORD lists files; a folder's name in it would take along what others have there.
    if (stat !== null && !stat.isDirectory() && (await isStraight(dirname(path)))) found.push(path);
  }
  return found;
};

/**
 * Tells of a folder whether it is where its name says. Behind a link lies what has another name,
 * under which it may be another package's, or outside of the environment. Each is looked at once.
 */
const straightIn = async ({ root, sitePackages, comparable }: Where) => {
  const [realRoot, realSite] = await Promise.all([realpath(root), realpath(sitePackages)]);
  const straight = (folder: string): string =>
    folder === sitePackages || liesBelow(sitePackages, folder)
      ? join(realSite, relative(sitePackages, folder))
      : join(realRoot, relative(root, folder));
  const answers = new Map<string, Promise<boolean>>();
  return (folder: string): Promise<boolean> => {
    const known = answers.get(folder);
    if (known !== undefined) return known;
    const answer = realpath(folder).then(
      (real) => comparable(real) === comparable(straight(folder)),
      () => false,
    );
    answers.set(folder, answer);
    return answer;
  };
};

const bytecodeOf = async (paths: readonly string[]): Promise<string[]> => {
  const sources = paths.filter((path) => path.endsWith('.py'));
  const caches = new Map<string, string[]>();
  for (const cache of new Set(sources.map(cacheOf))) caches.set(cache, await readdir(cache).catch(() => []));
  return sources.flatMap((source) => {
    const module = `${basename(source, '.py')}.`;
    return (caches.get(cacheOf(source)) ?? [])
      .filter((name) => name.startsWith(module) && name.endsWith('.pyc'))
      .map((name) => join(cacheOf(source), name));
  });
};

const cacheOf = (source: string): string => join(dirname(source), '__pycache__');
