import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { RunCommand } from '../../interfaces/command.ts';
import type { IndexOptions } from '../../interfaces/indexes.ts';
import { oldestUv, pinnedUv } from '../uv-pin.ts';
import { uvEnvironment } from './environment.ts';
import { fetchUv } from './fetch.ts';

export interface LocatedUv {
  /** Absolute path, or `uv` where it is on PATH. */
  path: string;
  version: string;
  origin: 'packaged' | 'on PATH' | 'cached' | 'fetched';
}

export interface UvSearch {
  command: RunCommand;
  cacheFolder: string;
  /** Folder of the packaged application that holds `uv/`; null in a checkout. */
  resourcesFolder: string | null;
  /** Finds the interpreter whose pip may fetch uv (null: there is none), and from where; null where none is to be fetched. */
  pip: { python: () => Promise<string | null>; index: IndexOptions } | null;
  signal: AbortSignal;
  onLine: (line: string) => void;
}

const program = process.platform === 'win32' ? 'uv.exe' : 'uv';

/** Path of uv in a folder into which pip has put it. */
const inTarget = (folder: string): string => join(folder, 'bin', program);

/**
 * Packaged → PATH → cache → fetched by pip. Costs a start of uv (10 ms) for each place it is in.
 * `problem` says why there is none.
 */
export const locateUv = async (
  search: UvSearch,
): Promise<{ uv: LocatedUv; problem: null } | { uv: null; problem: string }> => {
  const { cacheFolder, resourcesFolder, pip, onLine } = search;
  const cached = join(cacheFolder, 'tools', `uv-${pinnedUv.version}`);
  const places: { path: string; origin: LocatedUv['origin'] }[] = [
    ...(resourcesFolder === null ? [] : [{ path: join(resourcesFolder, 'uv', program), origin: 'packaged' as const }]),
    { path: 'uv', origin: 'on PATH' },
    { path: inTarget(cached), origin: 'cached' },
  ];
  for (const { path, origin } of places) {
    if (origin !== 'on PATH' && !existsSync(path)) continue;
    const version = await versionOf(search, path);
    if (version === null) {
      if (origin !== 'on PATH') onLine(`The uv at ${path} does not start.`);
    } else if (isOld(version)) onLine(`uv ${version} (${origin}) is older than ${oldestUv.join('.')} and is not used.`);
    else return { uv: { path, version, origin }, problem: null };
  }
  const python = (await pip?.python()) ?? null;
  if (pip === null || python === null) return { uv: null, problem: 'no Python was found that could fetch it' };
  const problem = await fetchUv({ ...search, index: pip.index, python, target: cached });
  if (problem !== null) return { uv: null, problem };
  const version = await versionOf(search, inTarget(cached));
  return version === null
    ? { uv: null, problem: `the fetched uv does not start (${inTarget(cached)})` }
    : { uv: { path: inTarget(cached), version, origin: 'fetched' }, problem: null };
};

/** null where it does not start, hangs, or is no uv. */
const versionOf = async ({ command, cacheFolder, signal }: UvSearch, path: string): Promise<string | null> => {
  const result = await command(path, ['--version'], {
    signal,
    env: uvEnvironment(cacheFolder, null),
    timeLimitMs: 10_000,
  });
  return result.exitCode === 0 ? (/^uv (\d+\.\d+\.\d+)/.exec(result.stdout)?.[1] ?? null) : null;
};

const isOld = (version: string): boolean => {
  const parts = version.split('.').map(Number);
  const at = oldestUv.findIndex((least, position) => parts[position] !== least);
  return at !== -1 && (parts[at] ?? 0) < (oldestUv[at] ?? 0);
};
