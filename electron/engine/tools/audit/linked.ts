import { lstatSync, realpathSync } from 'node:fs';

/**
 * Whether a link leads to a regular file or a folder, wherever that is: so packages look that were
 * installed by links into a cache (`uv pip install --link-mode symlink`) or to their sources (`flit
 * install --symlink`). Nothing is opened.
 */
export const leadsSomewhere = (path: string): boolean => {
  try {
    const stats = lstatSync(realpathSync.native(path));
    return stats.isFile() || stats.isDirectory();
  } catch {
    return false;
  }
};
