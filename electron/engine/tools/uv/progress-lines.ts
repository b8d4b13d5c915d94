import { normalizeName } from '../../requirement.ts';

/** The package (normalised) that a line of uv's stderr says was installed; null for any other line. */
export const installedPackage = (line: string): string | null => {
  const changed = /^ [+~] (\S+?)==/.exec(line)?.[1];
  return changed === undefined ? null : normalizeName(changed);
};
