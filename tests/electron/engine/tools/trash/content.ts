import { treeOf } from '../../../../support/tree.ts';

/**
 * Everything below `root` but our own folder: files with their inode, mode, time of change and
 * hash, links with their goal. Of folders only that they are there, for their time changes with
 * what is moved in them.
 */
export const contentOf = async (root: string): Promise<Record<string, string>> => {
  const entries = Object.entries(await treeOf(root)).filter(([path]) => !/(?:^|[\\/])\.smart-installer/.test(path));
  return Object.fromEntries(entries.map(([path, what]) => [path, what.startsWith('folder') ? 'folder' : what]));
};
