import { errorCode } from '../error-code.ts';
import type { Calls } from './calls.ts';
import { type Folder, joined } from './folder.ts';
import { holdFolder } from './held-folder.ts';
import { namedFolder } from './named-folder.ts';
import { type Remaining, removeOnce } from './once.ts';

/** What is to be deleted: a name in a folder, which is `root` or lies below it. No links in their paths. */
export interface Target {
  root: Buffer;
  folder: Buffer;
  name: Buffer;
}

/** Goes once over it, and looks then whether it is gone. Throws as removeOnce does. */
export const passOver = async (target: Target, calls: Calls, onRemoved: () => void): Promise<Remaining[]> => {
  const { folder, name } = target;
  const path = joined(folder, name).toString();
  let parent: Folder | null = null;
  try {
    parent = await openFolder(calls, target);
    const remaining = await removeOnce(parent, name, { calls, onRemoved });
    if (remaining.length > 0) return remaining.sort((a, b) => (a.path < b.path ? -1 : 1));
    await calls.lstat(parent.at(name));
    return [{ path, code: 'EBUSY' }];
  } catch (error) {
    const code = errorCode(error);
    if (code === null) throw error;
    return code === 'ENOENT' || code === 'ENOTDIR' ? [] : [{ path, code }];
  } finally {
    await parent?.close();
  }
};

/** The folder around it. Throws as holdFolder does. */
export const openFolder = async (calls: Calls, { root, folder }: Target): Promise<Folder> =>
  (process.platform === 'linux' ? await holdFolder(calls, root, folder) : null) ?? namedFolder(calls, root, folder);
