import { join } from 'node:path';
import { isRealFolder } from '../own-folder.ts';
import { foldersAbove } from './moves.ts';

/**
 * Whether each folder above `path`, from `base` on, is a real one now. The index lies where others
 * can write, and what it names may have been replaced since: by a link, what is done to the path
 * would be done to somebody else's files (law 3).
 */
export const isRealWay = async (base: string, path: string): Promise<boolean> => {
  for (const folder of foldersAbove(path).reverse()) if (!(await isRealFolder(join(base, folder)))) return false;
  return true;
};
