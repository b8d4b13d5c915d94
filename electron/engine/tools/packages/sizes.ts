import { readDistInfos } from './dist-info.ts';
import { readOrEmpty, recordBytes } from './read-beginning.ts';
import { parseRecord } from './record.ts';
import { findSitePackages } from './site-packages.ts';

/**
 * See Packages.sizes. A package without a RECORD that can be read counts as nothing; a file that two
 * dist-infos of one package list is there once.
 */
export const sizes = async (root: string, names: ReadonlySet<string>): Promise<ReadonlyMap<string, number>> => {
  const sitePackages = names.size === 0 ? null : await findSitePackages(root);
  if (sitePackages === null) return new Map();
  const all = new Map<string, Map<string, number>>();
  for (const { name, path: distInfo } of await readDistInfos(sitePackages)) {
    if (!names.has(name)) continue;
    const files = all.get(name) ?? new Map<string, number>();
    all.set(name, files);
    for (const { path, size } of parseRecord(await readOrEmpty(distInfo, 'RECORD', recordBytes)))
      files.set(path, bytesOf(size));
  }
  return new Map([...all].map(([name, files]) => [name, [...files.values()].reduce((sum, bytes) => sum + bytes, 0)]));
};

/** RECORD is not to be trusted: what is no plain number of bytes counts as nothing. */
const bytesOf = (size: string): number => (/^\d{1,13}$/.test(size) ? Number(size) : 0);
