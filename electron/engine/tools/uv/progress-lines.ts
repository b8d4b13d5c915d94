import { normalizeName } from '../../requirement.ts';

/** The package (normalised) that a line of uv's stderr says was installed; null for any other line. */
export const installedPackage = (line: string): string | null => {
  const changed = /^ [+~] (\S+?)==/.exec(line)?.[1];
  return changed === undefined ? null : normalizeName(changed);
};

/** Whether uv says that all it was asked for is unpacked in its cache, which comes before it puts anything into place. */
export const isAllUnpacked = (line: string): boolean => /^Prepared \d+ packages? in /.test(line);
