import { lchown, lstat, readdir, stat } from 'node:fs/promises';
import { sep } from 'node:path';
import { errorCode } from './error-code.ts';

interface Owner {
  uid: number;
  gid: number;
}

/**
 * What an administrator makes in somebody's environment is that one's, or a later repair by the owner
 * could not change it. Gives `path`, and nothing in it, to the owner of `root`; does nothing for
 * anybody but root, and where root owns it.
 */
export const giveToOwnerOf = async (root: string, path: string): Promise<void> => {
  const owner = await ownerOf(root);
  if (owner !== null) await give(Buffer.from(path), owner);
};

/** The same with all that is in it; links are given and not followed. */
export const giveTreeToOwnerOf = async (root: string, path: string): Promise<void> => {
  const owner = await ownerOf(root);
  if (owner !== null) await giveTree(Buffer.from(path), owner);
};

/** Where this process is root: makes a folder somebody's again. */
export const giveTo = async (owner: Owner, path: string): Promise<void> => {
  if (process.getuid?.() === 0) await give(Buffer.from(path), owner);
};

const ownerOf = async (root: string): Promise<Owner | null> => {
  if (process.getuid?.() !== 0) return null;
  const { uid, gid } = await stat(root);
  return uid === 0 ? null : { uid, gid };
};

const give = async (path: Buffer, { uid, gid }: Owner): Promise<void> => {
  const found = await lstat(path);
  if (found.uid === uid && found.gid === gid) return;
  // A file of several names is also somebody else's, such as a cache's.
  if (found.isFile() && found.nlink > 1) return;
  try {
    await lchown(path, uid, gid);
  } catch (error) {
    // A volume that keeps no owners, or trusts no root of another computer.
    if (!['EPERM', 'EINVAL', 'ENOTSUP', 'ENOSYS'].includes(errorCode(error) ?? '')) throw error;
  }
};

/** Names as bytes, for not every one is UTF-8. */
const giveTree = async (path: Buffer, owner: Owner): Promise<void> => {
  await give(path, owner);
  if (!(await lstat(path)).isDirectory()) return;
  for (const name of await readdir(path, { encoding: 'buffer' }))
    await giveTree(Buffer.concat([path, Buffer.from(sep), name]), owner);
};
