import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { normalizeName } from '../../requirement.ts';
import type { DistInfo } from './dist-info.ts';
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
}

/** Read from RECORD and top_level.txt; without them a package has what bears its name, which `names` of site-packages tell. */
export const readBelongings = async (
  root: string,
  sitePackages: string,
  info: DistInfo,
  names: readonly string[],
): Promise<Belongings> => {
  const [record, topLevel] = await Promise.all(
    ['RECORD', 'top_level.txt'].map((file) => textOf(join(info.path, file))),
  );
  const entries = parseRecord(record ?? '').map(({ path }) => path);
  const listed = entries.map(topOf).filter((top) => top !== null);
  const named = (topLevel ?? '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => /^\w+$/.test(line));
  const packages = entries.flatMap((entry) => /^([^/]+)\/__init__\.py$/.exec(entry)?.[1] ?? []);
  const bearing = names.filter((name) => bearsName(name, info.name));
  return {
    package: info.name,
    distInfo: info.path,
    files: entries.flatMap((entry) => recordPlace(root, sitePackages, entry) ?? []),
    tops: new Set([...listed, ...named, ...(listed.length === 0 ? bearing : [])]),
    ownTops: new Set([...packages, ...named, ...bearing, ...listed.filter((top) => bearsName(top, info.name))]),
  };
};

/** numpy, numpy.libs (the libraries that its wheel brings), numpy.py or _numpy.cp311-win_amd64.pyd's like for numpy. */
export const bearsName = (entry: string, name: string): boolean =>
  normalizeName(entry.replace(/(?:\.libs|\.py|(?:\.(?:cpython|cp|abi3)[^.]*)?\.(?:so|pyd))$/, '')) === name;

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

/** Without the file, or where it cannot be read, a package is told by its name. */
const textOf = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '');
