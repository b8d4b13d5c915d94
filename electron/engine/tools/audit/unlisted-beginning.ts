import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { bearsName } from '../packages/belongings.ts';
import type { RecordEntry } from '../packages/record.ts';
import { claimsOf } from './claims.ts';
import { statsOf } from './places.ts';
import type { LookRequest } from './task.ts';

/**
 * Whether the module that bears the package's name is there and nobody lists its `__init__.py`: a
 * RECORD that was cut between two lines. pip and uv sort it, so that what tells of the dist-info
 * stands before the modules. Of namespaces another package may bring it.
 */
export const hasUnlistedBeginning = async (
  { root, sitePackages, written, distInfo }: LookRequest,
  entries: readonly RecordEntry[],
): Promise<boolean> => {
  // An editable install lists a .pth, and what bears its name is somebody else's.
  if (entries.some(({ path }) => /^[^/\\]+\.pth$/.test(path))) return false;
  const listed = new Set(entries.map(({ path }) => path));
  const names = await readdir(sitePackages);
  const paths = names
    .filter((name) => bearsName(name, written) && !listed.has(`${name}/__init__.py`))
    .filter((name) => statsOf(join(sitePackages, name)).found?.isDirectory() === true)
    .map((name) => join(sitePackages, name, '__init__.py'))
    .filter((path) => statsOf(path).found?.isFile() === true)
    .map((path) => relative(root, path).split(sep).join('/'));
  if (paths.length === 0) return false;
  const distInfos = names
    .filter((name) => name.endsWith('.dist-info'))
    .map((name) => join(sitePackages, name))
    .filter((path) => path !== distInfo);
  const claims = new Set(
    (await claimsOf({ kind: 'claims', root, sitePackages, distInfos, paths })).map(({ path }) => path),
  );
  return paths.some((path) => !claims.has(path));
};
