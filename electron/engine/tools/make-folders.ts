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

/** How often somebody else may take the folder away just when it was found to be there. */
const tries = 10;

const makeFolder = async (path: string, options: { mode?: number }): Promise<boolean> => {
  for (let left = tries; ; left -= 1)
    try {
      await mkdir(path, options);
      return true;
    } catch (error) {
      // Whatever the code: the root of a drive or of a read-only volume answers with EPERM or EROFS.
      const found = await stat(path).then((stats) => (stats.isDirectory() ? 'folder' : 'other'), errorCode);
      if (found === 'folder') return false;
      if (errorCode(error) !== 'EEXIST' || found !== 'ENOENT' || left === 0) throw error;
    }
};
