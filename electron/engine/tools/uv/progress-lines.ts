import { normalizeName } from '../../requirement.ts';

export type PackageProgress = { name: string; state: 'downloading' | 'downloaded' | 'installed' };

/**
 * What one line of uv's stderr says about a package. uv names downloads over 1 MiB only; 0.8
 * says the end of one by a second, indented `Downloading`.
 */
export const packageProgress = (line: string): PackageProgress | null => {
  const [, state, name] = /^(Downloading| Downloaded| Downloading) (\S+)/.exec(line) ?? [];
  if (state !== undefined && name !== undefined)
    return { name: normalizeName(name), state: state === 'Downloading' ? 'downloading' : 'downloaded' };
  const changed = /^ [+~] (\S+?)==/.exec(line)?.[1];
  return changed === undefined ? null : { name: normalizeName(changed), state: 'installed' };
};
