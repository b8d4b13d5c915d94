import type { FolderKind } from '../interfaces/environments.ts';
import type { PythonSearch } from '../python-search.ts';
import { meets } from '../requirement.ts';
import type { RunRequest } from '../run-request.ts';
import type { Tools } from '../tools.ts';
import type { Present } from './present.ts';

interface Place {
  tools: Pick<Tools, 'environments' | 'packages'>;
  root: string;
  folder: FolderKind;
  request: Pick<RunRequest, 'verb' | 'rebuild' | 'manifest'>;
  search: PythonSearch;
}

/**
 * What the choice of builds depends on beside the machine: the environment's Python and torch, by
 * their files. Where there is none yet, or it is made anew, the Python that it will be made with.
 */
export const lookForPresent = async ({ tools, root, folder, request, search }: Place): Promise<Present> => {
  const { verb, rebuild, manifest } = request;
  const isThere = folder.kind === 'environment';
  const torch = isThere && !rebuild ? await tools.packages.torch(root) : null;
  const own = isThere && !rebuild ? await tools.environments.pythonVersion(root) : null;
  // The files tell major and minor only, which is what wheels are made for.
  if (own !== null && meets(`${own}.99`, manifest.python)) return { python: own, torch };
  if (verb !== 'repair') return { python: null, torch };
  return { python: (await search(null)).chosen?.version ?? null, torch };
};
