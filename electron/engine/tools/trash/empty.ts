import { readdir, realpath, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { LeftInTrash } from '../../interfaces/trash.ts';
import type { AtRestart } from '../at-restart.ts';
import { hasOwnFolder, isRealFolder, ownFolderOf } from '../own-folder.ts';
import { removeTree } from '../remove-tree.ts';
import { findTrash, trashFolderOf } from './folder.ts';
import { movesFile, readIndex } from './moves.ts';
import { openRuns } from './runs.ts';
import { emptyStaging, type RemoveOf } from './staging.ts';
import { holdsUnexplained } from './unexplained.ts';

const never = new AbortController().signal;

/** A mark that was being written when its run died (write-atomically.ts). */
const isUnfinishedMark = (name: string): boolean => /^[0-9a-f-]{36}\.tmp$/.test(name);

/** See Trash.hasRemains. */
export const hasRemains = async (root: string): Promise<boolean> => {
  if (!(await hasOwnFolder(root))) return false;
  const names = await readdir(ownFolderOf(root)).catch(() => []);
  return names.some(
    (name) => ['trash', 'staging', 'lock'].includes(name) || name.startsWith('lock.') || isUnfinishedMark(name),
  );
};

/** See Trash.empty. */
export const empty =
  (atRestart: AtRestart) =>
  async (root: string, signal: AbortSignal, run?: string): Promise<LeftInTrash[]> => {
    const real = await realpath(root).catch(() => null);
    if (real === null || !(await hasOwnFolder(real))) return [];
    const open = new Set((await openRuns(real)).map(({ run }) => run));
    const remove: RemoveOf = async (name, path) => {
      const left = await removeTree({ root: real, path, signal });
      // What is of this run has its second chance when we start next, and is gone then with its holder.
      if (left.length === 0 || isSameRun(name, run) || !(await atRestart.remove({ root: real, path }))) return left;
      return left.map((one) => ({ ...one, atRestart: true }));
    };
    const left = await emptyStaging(real, open, remove);
    const trash = await findTrash(real);
    for (const name of trash === null ? [] : await readdir(trash))
      if (!open.has(name)) left.push(...(await removeRun(real, name, remove)));
    for (const name of await readdir(ownFolderOf(real)))
      if (isUnfinishedMark(name))
        left.push(...(await removeTree({ root: real, path: join(ownFolderOf(real), name), signal })));
    // They stay where something is left in them.
    for (const folder of [...(trash === null ? [] : [trash]), ownFolderOf(real)])
      await rmdir(folder).catch(() => undefined);
    return left;
  };

/** The further tries of a run have its name, a dot and a number. */
const isSameRun = (name: string, run: string | undefined): boolean => name.split('.')[0] === run?.split('.')[0];

/** Without its index nothing of a run can be put back, so that goes first: a half deleted folder must never be. */
const removeRun = async (root: string, name: string, remove: RemoveOf): Promise<LeftInTrash[]> => {
  const folder = join(trashFolderOf(root), name);
  if (await isRealFolder(folder)) {
    const index = await readIndex(folder);
    if (index.isThere && (await holdsUnexplained(folder, index))) return [{ path: folder, code: 'unexplained' }];
    const left = await removeTree({ root, path: movesFile(folder), signal: never });
    if (left.length > 0) return left;
  }
  return remove(name, folder);
};
