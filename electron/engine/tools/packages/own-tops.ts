import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isRealFolder } from '../own-folder.ts';
import { type Belongings, bearsName, isInit, moduleOf, type Surroundings } from './belongings.ts';

export interface OwnTop {
  /** A folder or a module directly in site-packages. */
  top: string;
  /** RECORD tells what in it is the package's; else nothing does but the name. */
  isTold: boolean;
}

interface Parties {
  own: readonly Belongings[];
  others: readonly Belongings[];
  /** The package's name as it may be written. */
  written: readonly string[];
  /** See comparableIn. */
  comparable: (path: string) => string;
}

/**
 * What in site-packages is one package's alone: Python packages of which its RECORD lists the
 * `__init__`, and without a RECORD what bears its name. Nothing is, as long as there is another
 * package that does not tell what it has there: namespaces (nvidia, google) are shared by many.
 * top_level.txt says what can be imported, not who has installed it, so it claims nothing here.
 */
export const ownTops = async (
  { sitePackages, names }: Pick<Surroundings, 'sitePackages' | 'names'>,
  { own, others, written, comparable }: Parties,
): Promise<OwnTop[]> => {
  if (!others.every(({ isKnown }) => isKnown)) return [];
  const theirs = new Set(others.flatMap(({ tops, bearing }) => [...tops, ...bearing]).map(comparable));
  const listed = new Set(own.flatMap(({ packages }) => [...packages]));
  const hasRecord = own.some(({ isKnown }) => isKnown);
  const bearing = new Set([
    ...own.flatMap((one) => one.bearing),
    ...names.filter((name) => own.length === 0 && bearsName(name, written)),
  ]);
  const tops: OwnTop[] = [];
  for (const top of names) {
    if ((!listed.has(top) && !bearing.has(top)) || theirs.has(comparable(top))) continue;
    const inside = (await isRealFolder(join(sitePackages, top))) ? await namesIn(join(sitePackages, top)) : null;
    if (inside !== null && listed.has(top)) tops.push({ top, isTold: true });
    // Nothing is lost with an empty folder, and Python would take it for a package.
    else if (bearing.has(top) && (inside?.length === 0 || (!hasRecord && holdsCode(top, inside))))
      tops.push({ top, isTold: false });
  }
  return tops;
};

/** A module, a Python package, or the libraries of one: a folder of nothing but data is what somebody keeps there. */
const holdsCode = (top: string, inside: readonly string[] | null): boolean =>
  inside === null ? moduleOf(top) !== null : top.endsWith('.libs') || inside.some(isInit);

/** Of what nobody may read it cannot be told whether it is empty. */
const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => ['?']);
