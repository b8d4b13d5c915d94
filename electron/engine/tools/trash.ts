import { readdir, realpath, rmdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Trash } from '../tools.ts';
import { errorCode } from './error-code.ts';
import { hasOwnFolder, isRealFolder, ownFolderOf } from './own-folder.ts';
import { removeTree } from './remove-tree.ts';
import { announce, letOwnerWrite } from './trash/announce.ts';
import { findTrash } from './trash/folder.ts';
import { moveAside } from './trash/move-aside.ts';
import { movesFile } from './trash/moves.ts';
import { inTheWay, place } from './trash/place.ts';
import { putBack } from './trash/put-back.ts';
import { begin, commit, openRuns } from './trash/runs.ts';
import { emptyStaging, stagingFolder } from './trash/staging.ts';

/**
 * The environment's trash: ROOT/.smart-installer/trash/RUN/NUMBER/PATH, with an index beside the
 * numbered folders in which every change stands before it is made.
 */
export const createTrash = (): Trash => ({
  begin,
  stagingFolder,
  moveAside,
  inTheWay,
  place,
  announce,
  letOwnerWrite,
  commit,
  putBack,
  open: openRuns,
  hasRemains,
  empty,
});

/** A mark that was being written when its run died (write-atomically.ts). */
const isUnfinishedMark = (name: string): boolean => /^[0-9a-f-]{36}\.tmp$/.test(name);

const hasRemains = async (root: string): Promise<boolean> => {
  if (!(await hasOwnFolder(root))) return false;
  const names = await readdir(ownFolderOf(root)).catch(() => []);
  return names.some((name) => ['trash', 'staging', 'lock'].includes(name) || isUnfinishedMark(name));
};

const empty = async (root: string, signal: AbortSignal): Promise<void> => {
  const real = await realpath(root).catch(() => null);
  if (real === null) return;
  const open = new Set((await openRuns(real)).map(({ run }) => run));
  await emptyStaging(real, open, signal);
  const trash = await findTrash(real);
  for (const name of trash === null ? [] : await readdir(trash)) {
    const path = join(trash ?? '', name);
    // Without its index nothing of a run can be put back: a half deleted folder must never be.
    if (!open.has(name) && (await isIndexGone(path))) await removeTree({ root: real, path, signal });
  }
  for (const name of (await hasOwnFolder(real)) ? await readdir(ownFolderOf(real)) : [])
    if (isUnfinishedMark(name)) await removeTree({ root: real, path: join(ownFolderOf(real), name), signal });
  // They stay where something is left in them.
  for (const folder of [...(trash === null ? [] : [trash]), ownFolderOf(real)])
    await rmdir(folder).catch(() => undefined);
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
