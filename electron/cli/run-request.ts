import { stat } from 'node:fs/promises';
import type { Result } from '../../shared/failure.ts';
import type { RunRequest } from '../engine/run-request.ts';
import { manifestAt } from '../manifest-at.ts';
import type { Arguments } from './arguments.ts';

/** The run that the arguments ask for, with every default. Failures: a manifest or folder that is not there or not usable. */
export const runRequest = async (
  given: Exclude<Arguments, { verb: 'serve' | 'downloads' | 'export-logs' }>,
): Promise<Result<RunRequest>> => {
  const manifest = await manifestAt(given.verb === 'detect' ? null : given.manifest);
  if (!manifest.ok) return manifest;
  const looking: RunRequest = {
    verb: given.verb,
    environment: given.verb === 'detect' ? null : given.environment,
    manifest: manifest.value,
    profile: 'profile' in given ? given.profile : 'full',
    accelerator: 'auto',
    backend: 'auto',
    python: null,
    index: { indexUrl: null, extraIndexUrls: [], findLinks: null, offline: false },
    rebuild: false,
    dryRun: false,
    deep: given.verb === 'diagnose' && given.deep,
    endHolders: false,
    asks: false,
    buildFromSource: [],
  };
  if (given.verb !== 'repair') return { ok: true, value: looking };
  const { accelerator, backend, python, indexUrl, extraIndexUrls, findLinks, offline, rebuild, dryRun, endHolders } =
    given;
  if (findLinks !== null && !(await isFolder(findLinks)))
    return { ok: false, failure: { code: 'usage', message: `--find-links names ${findLinks}, which is no folder` } };
  const index = { indexUrl, extraIndexUrls, findLinks, offline };
  const asked = { accelerator, backend, python, index, rebuild, dryRun, endHolders, buildFromSource: given.build };
  return { ok: true, value: { ...looking, ...asked } };
};

const isFolder = async (path: string): Promise<boolean> => {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    // absent or unreadable: no folder to find wheels in, either way
    return false;
  }
};
