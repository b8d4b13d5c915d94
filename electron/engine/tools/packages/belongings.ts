import { basename, dirname, sep } from 'node:path';
import { eachOf } from '../each-of.ts';
import { type DistInfo, readDistInfos } from './dist-info.ts';
import { eggInfosOf, installedFiles } from './egg-info.ts';
import { isInstallPlace } from './install-place.ts';
import { headerBytes, readOrEmpty, recordBytes } from './read-beginning.ts';
import { isValidEntry, parseRecord, type RecordEntry } from './record.ts';
import { recordPlace } from './record-place.ts';
import { isWholeRecord } from './whole-record.ts';

/** What one dist-info or egg-info says is its package's. */
export interface Belongings {
  package: string;
  /** The dist-info or egg-info itself. */
  path: string;
  /** Its list of files could be read from end to end, so that it has nothing that is not in `places`. */
  isKnown: boolean;
  /** Full paths of the listed files that lie in the environment; they need not exist. */
  places: string[];
  /** Those of them that may be taken for its own: see isInstallPlace and `vouching`. */
  files: string[];
  /** Folders directly in site-packages in which it lists or names something; without a list, what bears its name. */
  tops: Set<string>;
  /** Folders and modules directly in site-packages that bear its name. */
  bearing: string[];
  /** Folders directly in site-packages that it makes Python packages, by an `__init__` that is among `files`. */
  packages: Set<string>;
  /** What it can be imported as. */
  modules: string[];
}

export interface Surroundings {
  root: string;
  sitePackages: string;
  /** Of what is in site-packages. */
  names: readonly string[];
}

/** Of everything that says it is installed there, also by older installers than those that write a dist-info. */
export const readAllBelongings = async (around: Surroundings): Promise<Belongings[]> => {
  const infos = await readDistInfos(around.sitePackages);
  const eggs = eggInfosOf(around.sitePackages, around.names);
  return [
    ...(await readBelongingsOf(around, infos)),
    ...(await Promise.all(eggs.map(async (info) => belongingsOf(around, info, await installedFiles(info))))),
  ];
};

/** All at once would be in memory at the same time, too: some packages' RECORDs have 20,000 lines. */
const atOnce = 4;

/** Of each, in the same order. */
export const readBelongingsOf = async (around: Surroundings, infos: readonly DistInfo[]): Promise<Belongings[]> => {
  const belongings: Belongings[] = [];
  await eachOf([...infos.entries()], atOnce, async ([at, info]) => {
    belongings[at] = await readBelongings(around, info);
  });
  return belongings;
};

/** Read from RECORD and top_level.txt; without them a package has what bears its name. */
const readBelongings = async (around: Surroundings, info: DistInfo): Promise<Belongings> => {
  const text = await readOrEmpty(info.path, 'RECORD', recordBytes);
  const entries = parseRecord(text);
  return { ...(await belongingsOf(around, info, entries)), isKnown: isWholeRecord(text, entries, info.path) };
};

const belongingsOf = async (
  { root, sitePackages, names }: Surroundings,
  info: Pick<DistInfo, 'name' | 'written' | 'path'>,
  entries: readonly RecordEntry[],
): Promise<Belongings> => {
  // Without the file, or where it cannot be read, a package is told by its name.
  const topLevel = await readOrEmpty(info.path, 'top_level.txt', headerBytes);
  const named = topLevel
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => /^\w+$/.test(line));
  const isVouched = vouching(entries);
  const places: string[] = [];
  const files: string[] = [];
  const listed = new Set<string>();
  const packages = new Set<string>();
  const importable = new Set<string>();
  for (const entry of entries) {
    const place = recordPlace(root, sitePackages, entry.path);
    if (place === null) continue;
    places.push(place);
    const isFile = isVouched(entry) && isInstallPlace(root, sitePackages, place);
    if (isFile) files.push(place);
    const top = topOf(sitePackages, place);
    if (top === null) {
      const module = dirname(place) === sitePackages ? moduleOf(basename(place)) : null;
      if (module !== null) importable.add(module);
    } else if (!isInfo(top)) {
      listed.add(top);
      if (!isInit(place.slice(sitePackages.length + top.length + 2))) continue;
      importable.add(top);
      if (isFile) packages.add(top);
    }
  }
  const bearing = names.filter((name) => bearsName(name, info.written));
  const byName = listed.size === 0 ? bearing : [];
  const modules = [...importable, ...named, ...byName].flatMap(
    (name) => moduleOf(name) ?? (/^[A-Za-z_]\w*$/.test(name) ? name : []),
  );
  return {
    package: info.name,
    path: info.path,
    isKnown: entries.length > 0 && entries.every(isValidEntry),
    places,
    files,
    tops: new Set([...listed, ...named, ...byName]),
    bearing,
    packages,
    modules: [...new Set(modules)],
  };
};

/**
 * Installers write a hash to every file but bytecode and what is in the dist-info, or (some old ones)
 * to none at all. Among lines with hashes, one without was written by somebody else.
 */
const vouching = (entries: readonly RecordEntry[]): ((entry: RecordEntry) => boolean) =>
  entries.some(({ hash }) => hash !== '')
    ? ({ path, hash }) => hash !== '' || path.endsWith('.pyc') || path.includes('.dist-info/')
    : () => true;

/**
 * numpy, numpy.libs (the libraries that its wheel brings), numpy.py or _numpy.cp311-win_amd64.pyd's like
 * for numpy. `written` are the name's own forms: Python tells Gone from gone on every system.
 */
export const bearsName = (entry: string, written: readonly string[]): boolean => {
  const bare = bareOf(entry);
  return written.map(dashed).some((name) => bare === name || bare === name.toLowerCase());
};

/** The same few hundred names are looked at for each package. */
const bareNames = new Map<string, string>();
const mostBareNames = 20_000;

const bareOf = (entry: string): string => {
  const known = bareNames.get(entry);
  if (known !== undefined) return known;
  const bare = dashed(entry.replace(/(?:\.libs|\.py|(?:\.(?:cpython|cp|abi3)[^.]*)?\.(?:so|pyd))$/, ''));
  if (bareNames.size >= mostBareNames) bareNames.clear();
  bareNames.set(entry, bare);
  return bare;
};

const dashed = (name: string): string => name.replace(/[-_.]+/g, '-');

/** six.py → six, _cffi_backend.cpython-312-x86_64-linux-gnu.so → _cffi_backend; null for all that is no module at the top. */
export const moduleOf = (entry: string): string | null =>
  /^([A-Za-z_]\w*)(?:\.py|(?:\.[A-Za-z0-9_-]+)?\.(?:so|pyd))$/.exec(entry)?.[1] ?? null;

/** A Python package's own module: of source, compiled, or bytecode alone. */
export const isInit = (file: string): boolean => /^__init__\.(?:pyc?|(?:[\w-]+\.)?(?:so|pyd))$/.test(file);

/** The folder directly in site-packages in which a place lies; null for what is in none. */
export const topOf = (sitePackages: string, place: string): string | null => {
  if (!place.startsWith(sitePackages + sep)) return null;
  const start = sitePackages.length + 1;
  const end = place.indexOf(sep, start);
  const top = place.slice(start, end);
  return end < 0 || top === '__pycache__' ? null : top;
};

/** What a package is told by; only its own one is ever taken. */
export const isInfo = (name: string): boolean => /\.(?:dist|egg)-info$/i.test(name);
