import { normalizeName } from '../../requirement.ts';
import type { DistInfo } from './dist-info.ts';
import { headerBytes, readOrEmpty, recordBytes } from './read-beginning.ts';
import { parseRecord } from './record.ts';
import { recordPlace } from './record-place.ts';

/** What one dist-info says is its package's. */
export interface Belongings {
  package: string;
  distInfo: string;
  /** Full paths of the listed files that lie in the environment; they need not exist. */
  files: string[];
  /** Folders and modules directly in site-packages in which it lists or names something. */
  tops: Set<string>;
  /** Those of them that are its import names, or bear its own name. */
  ownTops: Set<string>;
  /** What it can be imported as. */
  modules: string[];
}

/** Read from RECORD and top_level.txt; without them a package has what bears its name, which `names` of site-packages tell. */
export const readBelongings = async (
  root: string,
  sitePackages: string,
  info: DistInfo,
  names: readonly string[],
): Promise<Belongings> => {
  // Without the file, or where it cannot be read, a package is told by its name.
  const [record, topLevel] = await Promise.all([
    readOrEmpty(info.path, 'RECORD', recordBytes),
    readOrEmpty(info.path, 'top_level.txt', headerBytes),
  ]);
  const entries = parseRecord(record).map(({ path }) => path);
  const listed = entries.map(topOf).filter((top) => top !== null);
  const named = topLevel
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => /^\w+$/.test(line));
  const packages = entries.flatMap((entry) => /^([^/]+)\/__init__\.py$/.exec(entry)?.[1] ?? []);
  const bearing = names.filter((name) => bearsName(name, info.name));
  const single = entries.flatMap((entry) => moduleOf(entry) ?? []);
  const modules = [...packages, ...named, ...single, ...(listed.length === 0 ? bearing : [])].flatMap(
    (name) => moduleOf(name) ?? (/^[A-Za-z_]\w*$/.test(name) ? name : []),
  );
  return {
    package: info.name,
    distInfo: info.path,
    modules: [...new Set(modules)],
    files: entries.flatMap((entry) => recordPlace(root, sitePackages, entry) ?? []),
    tops: new Set([...listed, ...named, ...(listed.length === 0 ? bearing : [])]),
    ownTops: new Set([...packages, ...named, ...bearing, ...listed.filter((top) => bearsName(top, info.name))]),
  };
};

/** numpy, numpy.libs (the libraries that its wheel brings), numpy.py or _numpy.cp311-win_amd64.pyd's like for numpy. */
export const bearsName = (entry: string, name: string): boolean =>
  normalizeName(entry.replace(/(?:\.libs|\.py|(?:\.(?:cpython|cp|abi3)[^.]*)?\.(?:so|pyd))$/, '')) === name;

/** six.py → six, _cffi_backend.cpython-312-x86_64-linux-gnu.so → _cffi_backend; null for all that is no module at the top. */
const moduleOf = (entry: string): string | null =>
  /^([A-Za-z_]\w*)(?:\.py|(?:\.[A-Za-z0-9_-]+)?\.(?:so|pyd))$/.exec(entry)?.[1] ?? null;

/** The first folder of an entry that has one and stays in site-packages. */
const topOf = (entry: string): string | null => {
  const [top = '', ...rest] = entry.split('/');
  return rest.length === 0 ||
    top === '' ||
    top === '..' ||
    top === '.' ||
    top === '__pycache__' ||
    top.endsWith('.dist-info')
    ? null
    : top;
};
