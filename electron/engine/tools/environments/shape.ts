import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { hasOwnFolder } from '../own-folder.ts';
import { openRuns } from '../trash/runs.ts';
import { markFile } from './mark.ts';

/**
 * Whether a folder is a virtual environment, or was one before it broke: it has a pyvenv.cfg, or
 * our marker, or all else that such an environment is made of. A folder that is none is never
 * changed, so this rather says no: a Python's own prefix (it has the standard library beside
 * site-packages) and ~/.local (it has no activate script) are none.
 */
export const looksLikeEnvironment = async (root: string): Promise<boolean> => {
  if (await isFile(join(root, 'pyvenv.cfg'))) return true;
  // A run that was killed while it made the environment has left its index there.
  if ((await hasOwnFolder(root)) && ((await isFile(markFile(root))) || (await openRuns(root)).length > 0)) return true;
  return (
    (await hasShape(root, 'bin', /^python3?(?:\.\d+)?$/, await libraries(root))) ||
    (await hasShape(root, 'Scripts', /^python\.exe$/i, ['Lib']))
  );
};

const hasShape = async (root: string, programs: string, python: RegExp, libs: readonly string[]): Promise<boolean> => {
  const names = await namesIn(join(root, programs));
  if (!names.some((name) => python.test(name)) || !names.some((name) => /^activate(?:\.bat|\.ps1)?$/i.test(name)))
    return false;
  for (const lib of libs) {
    const isSystem = await isFile(join(root, lib, 'os.py'));
    if (!isSystem && (await isFolder(join(root, lib, 'site-packages')))) return true;
  }
  return false;
};

const libraries = async (root: string): Promise<string[]> =>
  (await namesIn(join(root, 'lib'))).filter((name) => /^python3\.\d+t?$/.test(name)).map((name) => join('lib', name));

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);
const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
