import { readdir, rmdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Trash } from '../tools.ts';
import { errorCode } from './error-code.ts';
import { isRealFolder, ownFolderOf } from './own-folder.ts';
import { removeTree } from './remove-tree.ts';
import { findTrash } from './trash/folder.ts';
import { moveAside } from './trash/move-aside.ts';
import { movesFile } from './trash/moves.ts';
import { putBack } from './trash/put-back.ts';

/**
 * The environment's trash: ROOT/.smart-installer/trash/RUN/NUMBER/PATH, with an index beside the
 * numbered folders in which every move stands before it is made.
 */
export const createTrash = (): Trash => ({ moveAside, putBack, empty });

const empty = async (root: string, signal: AbortSignal): Promise<void> => {
  const trash = await findTrash(root);
  if (trash === null) return;
  for (const name of await readdir(trash)) {
    const path = join(trash, name);
    // Without its index nothing of a run can be put back: a half deleted folder must never be.
    if (await isIndexGone(path)) await removeTree({ root, path, signal });
  }
  // They stay where something is left in them.
  for (const folder of [trash, ownFolderOf(root)]) await rmdir(folder).catch(() => undefined);
};

const isIndexGone = async (runFolder: string): Promise<boolean> => {
  if (!(await isRealFolder(runFolder))) return true;
  try {
    await unlink(movesFile(runFolder));
    return true;
  } catch (error) {
    return errorCode(error) === 'ENOENT';
  }
};
