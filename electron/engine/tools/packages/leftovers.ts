import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { normalizeName } from '../../requirement.ts';
import { type Belongings, moduleOf } from './belongings.ts';
import { type DistInfo, readMetadata } from './dist-info.ts';

/**
 * Folders that interrupted uninstalls left, each with the package it most likely was: pip renames
 * `numpy` to `~umpy`, then `~-mpy` and so on through its list of signs, and to `~numpy` at last
 * (pip/_internal/utils/temp_dir.py, AdjacentTempDirectory); older ones began with a hyphen.
 */
export const findLeftovers = async ({
  sitePackages,
  infos,
  belongings,
  known,
}: Situation): Promise<{ path: string; package: string; only: boolean }[]> => {
  const entries = await readdir(sitePackages, { withFileTypes: true });
  const folders = entries
    .filter((entry) => entry.isDirectory() && /^[~-]/.test(entry.name))
    .map(({ name }) => name)
    .sort();
  if (folders.length === 0) return [];
  const owners = ownersOf(belongings);
  const tell = async (folder: string): Promise<string | null> => {
    const { name } = folder.endsWith('.dist-info') ? await readMetadata(join(sitePackages, folder)) : { name: null };
    return name === null ? null : normalizeName(name);
  };
  // What one leftover's METADATA says helps to tell the one beside it.
  const told = await Promise.all(folders.map(tell));
  const names = new Map([...known, ...told.flatMap((name) => name ?? [])].map((name) => [name, normalizeName(name)]));
  const candidates = new Map([...names, ...owners]);
  const here = new Set(entries.map(({ name }) => name));
  return folders.flatMap((folder, at) => {
    const name = told[at] ?? packageOf(folder, candidates) ?? bareName(folder);
    if (name === null) return [];
    return [{ path: join(sitePackages, folder), package: name, only: !isInstalled(name, { infos, belongings }, here) }];
  });
};

interface Situation {
  sitePackages: string;
  infos: readonly DistInfo[];
  /** In the order of `infos`. */
  belongings: readonly Belongings[];
  /** Names by which a leftover may be told though nothing else of its package is there. */
  known: readonly string[];
}

/**
 * A whole dist-info, and what it can be imported as (if anything) beside it: each of its Python
 * packages, for the leftover may be any of them, or else one of its modules. What comes along, such
 * as numpy.libs, is none.
 */
const isInstalled = (
  name: string,
  { infos, belongings }: Pick<Situation, 'infos' | 'belongings'>,
  here: ReadonlySet<string>,
): boolean =>
  infos.some((info, at) => {
    if (info.name !== name || !info.whole) return false;
    const { packages = new Set<string>(), modules = [], tops = new Set<string>() } = belongings[at] ?? {};
    if (packages.size > 0) return [...packages].every((top) => here.has(top));
    const found = new Set([...here].map((top) => moduleOf(top) ?? top));
    const own = modules.length > 0 ? modules : [...tops];
    return own.length === 0 || own.some((top) => found.has(top));
  });

/** Names in site-packages → the package they belong to. */
const ownersOf = (belongings: readonly Belongings[]): Map<string, string> =>
  new Map(
    belongings.flatMap(({ package: name, tops }) => [
      ...[...tops].map((top) => [top, name] as const),
      [name, name] as const,
    ]),
  );

const packageOf = (folder: string, candidates: ReadonlyMap<string, string>): string | null => {
  const stem = stemOf(folder);
  for (const form of new Set([folder, stem])) {
    const fits = [...candidates]
      .filter(([candidate]) => isLeftOf(form, candidate))
      .sort(([a], [b]) => difference(form, a) - difference(form, b));
    const [best] = fits;
    if (best !== undefined) return best[1];
  }
  return null;
};

/** The signs that pip puts in place of a name's first letters. */
const signs = /^[-~.=%0-9]+/;

/** Whether `folder` can be what pip made of `name`: signs for its first letters, or signs before it. */
const isLeftOf = (folder: string, name: string): boolean => {
  const most = signs.exec(folder)?.[0].length ?? 0;
  for (let count = 1; count <= most; count += 1) {
    const rest = folder.slice(count);
    if (sameName(rest, name) || (rest.length > 0 && name.length > count && sameName(rest, name.slice(count))))
      return true;
  }
  return false;
};

/** dist-info folders write `_` where the package's name has `-`. */
const sameName = (a: string, b: string): boolean =>
  a.replace(/[-_.]/g, '-').toLowerCase() === b.replace(/[-_.]/g, '-').toLowerCase();

/** Replaced letters keep the length, so the candidate nearest in length is the likeliest. */
const difference = (folder: string, name: string): number => Math.abs(folder.length - name.length);

/** `~umpy-2.1.0.dist-info`, `~umpy.libs` → `~umpy`. */
const stemOf = (folder: string): string => folder.replace(/(?:-[^-]+(?:-py3[^-]*)?\.(?:dist|egg)-info|\.libs)$/, '');

/**
 * For what no package is known: `~` is pip's own sign, and what follows it is the best that can be
 * said. A hyphen is nobody's, and a name of signs alone (a `~` that some program took for a folder) no
 * uninstall leaves: such a folder is the user's.
 */
const bareName = (folder: string): string | null =>
  folder.startsWith('~') ? normalizeName(stemOf(folder).replace(signs, '')) || null : null;
