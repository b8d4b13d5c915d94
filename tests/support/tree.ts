import { createHash } from 'node:crypto';
import { lstat, readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';

/** Path below `root` → what it is, with size, hash, inode and time of change: equal maps mean an untouched tree. */
export const treeOf = async (root: string): Promise<Record<string, string>> => {
  const names = (await readdir(root, { recursive: true })).sort();
  const entries = await Promise.all(names.map(async (name) => [name, await describe(join(root, name))] as const));
  return Object.fromEntries(entries);
};

const describe = async (path: string): Promise<string> => {
  const stat = await lstat(path);
  const { ino, mtimeMs, size, mode } = stat;
  if (stat.isSymbolicLink()) return `link ${await readlink(path)}`;
  if (stat.isDirectory()) return `folder ${ino} ${mtimeMs}`;
  return `file ${ino} ${mtimeMs} ${mode} ${size} ${createHash('sha256')
    .update(await readFile(path))
    .digest('hex')}`;
};
