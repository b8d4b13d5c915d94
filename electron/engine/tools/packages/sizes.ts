import { readDistInfos } from './dist-info.ts';
import { readOrEmpty, recordBytes } from './read-beginning.ts';
import { parseRecord } from './record.ts';
import { findSitePackages } from './site-packages.ts';

/** See Packages.sizes. A package without a RECORD that can be read counts as nothing. */
export const sizes = async (root: string): Promise<ReadonlyMap<string, number>> => {
  const sitePackages = await findSitePackages(root);
  if (sitePackages === null) return new Map();
  const all = new Map<string, number>();
  for (const { name, path } of await readDistInfos(sitePackages)) {
    const record = await readOrEmpty(path, 'RECORD', recordBytes);
    all.set(name, (all.get(name) ?? 0) + parseRecord(record).reduce((sum, entry) => sum + bytesOf(entry.size), 0));
  }
  return all;
};

/** RECORD is not to be trusted: what is no plain number of bytes counts as nothing. */
const bytesOf = (size: string): number => (/^\d{1,13}$/.test(size) ? Number(size) : 0);
