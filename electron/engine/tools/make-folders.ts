import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode } from './error-code.ts';

/**
 * Makes a folder and those above it that are absent; true where it was not there before. Node's own
 * recursive mkdir never comes to an end where a file system answers ENOENT although the folder
 * above is there, as /proc does. `mode` is that of each new one. Throws the system's errors.
 */
export const makeFolders = async (path: string, options: { mode?: number } = {}): Promise<boolean> => {
  try {
    return await makeFolder(path, options);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT' || dirname(path) === path) throw error;
  }
  await makeFolders(dirname(path), options);
  return makeFolder(path, options);
};

const makeFolder = async (path: string, options: { mode?: number }): Promise<boolean> => {
  try {
    await mkdir(path, options);
    return true;
  } catch (error) {
    // Whatever the code: the root of a drive or of a read-only volume answers with EPERM or EROFS.
    if (await isFolder(path)) return false;
    throw error;
  }
};

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
