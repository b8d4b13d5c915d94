import { readdir, realpath } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { normalizeName } from '../../requirement.ts';
import { mountsWithin } from '../mounts.ts';
import { isRealFolder } from '../own-folder.ts';
import { type Belongings, isInfo, readAllBelongings, type Surroundings, topOf } from './belongings.ts';
import { isName } from './dist-info.ts';
import { listedFiles } from './listed-files.ts';
import { comparableIn } from './names-case.ts';
import { ownPart } from './own-part.ts';
import { ownTops } from './own-tops.ts';
import { findSitePackages } from './site-packages.ts';

/**
 * Every existing file and folder that belongs to a package, so that moving them away leaves it
 * neither installed nor importable, and everything else whole: its dist-infos, the files of its
 * RECORD, and their bytecode. What another package lists as well stays for that one. What nobody
 * lists stays too, as with pip: a package may keep settings or models in its own folder, and a user
 * some code there. Unlisted code goes only from a folder that is this package's alone: where no
 * RECORD tells more, and, with `stale`, where an older version may have left what breaks the new one.
 */
export const filesOf = async (root: string, name: string, options: Options = {}): Promise<string[]> =>
  (await filesOfEach(root, [name], options))[0] ?? [];

interface Options {
  stale?: boolean;
}

/** The same of several packages; what all packages list is read once for them. */
export const filesOfEach = async (
  root: string,
  names: readonly string[],
  { stale = false }: Options = {},
): Promise<string[][]> => {
  const sitePackages = names.some(isName) ? await findSitePackages(root) : null;
  if (sitePackages === null) return names.map(() => []);
  const around = { root, sitePackages, names: await readdir(sitePackages) };
  const all = await readAllBelongings(around);
  const comparable = await comparableIn(sitePackages, around.names);
  const known = { around, all, comparable, owners: ownersOf(all, comparable), mounts: await mountsOf(root) };
  const each: string[][] = [];
  for (const name of names) each.push(isName(name) ? await filesIn(known, name, stale) : []);
  return each;
};

interface Known {
  around: Surroundings;
  all: readonly Belongings[];
  /** See comparableIn. */
  comparable: (path: string) => string;
  owners: ReadonlyMap<string, string | null>;
  mounts: ReadonlySet<string>;
}

/** Of each listed file the package that lists it, null where several do. */
const ownersOf = (all: readonly Belongings[], comparable: Known['comparable']): Map<string, string | null> => {
  const owners = new Map<string, string | null>();
  for (const { package: name, places } of all)
    for (const place of places) {
      const key = comparable(place);
      const owner = owners.get(key);
      owners.set(key, owner === undefined || owner === name ? name : null);
    }
  return owners;
};

const filesIn = async (
  { around, all, comparable, owners, mounts }: Known,
  name: string,
  stale: boolean,
): Promise<string[]> => {
  const { sitePackages } = around;
  const wanted = normalizeName(name);
  const own = all.filter((one) => one.package === wanted);
  const others = all.filter((one) => one.package !== wanted);
  const listed = [...new Set(own.flatMap(({ files }) => files))].filter(
    (path) => owners.get(comparable(path)) === wanted && !isInfo(topOf(sitePackages, path) ?? basename(path)),
  );
  const isListed = new Set(listed.map(comparable));
  const tops = await ownTops(around, { own, others, written: [name, wanted], comparable });
  const parts: string[] = [];
  for (const { top, isTold } of tops) {
    const path = join(sitePackages, top);
    const withCode = stale || !isTold;
    const goes = (one: string): boolean => isListed.has(comparable(one)) || (withCode && isCode(one));
    parts.push(...((await isRealFolder(path)) ? await ownPart(path, { goes, mounts }) : [path]));
  }
  const within = new Set(tops.map(({ top }) => top));
  const loose = await listedFiles(
    { ...around, comparable },
    listed.filter((path) => !within.has(topOf(sitePackages, path) ?? '')),
  );
  return [...new Set([...own.map(({ path }) => path), ...parts, ...loose])];
};

/** What Python or the system's loader loads. */
const isCode = (path: string): boolean => /\.(?:py[cdw]?|so(?:\.[\d.]+)?|dll|dylib)$/i.test(path);

/** By the names that they have below this root, which may itself be a link. */
const mountsOf = async (root: string): Promise<ReadonlySet<string>> => {
  const realRoot = await realpath(root);
  return new Set((await mountsWithin(root)).map((mount) => join(root, relative(realRoot, mount))));
};
