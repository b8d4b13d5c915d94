import { join } from 'node:path';
import { fileFailure } from '../file-failure.ts';
import { hasOwnFolder, isRealFolder, makeOwnFolder, makeRealFolder, ownFolderOf } from '../own-folder.ts';
import { syncFolder } from '../sync-folder.ts';

/** The environment's trash, one folder a run; inside the environment, so that a rename can fill it. */
export const trashFolderOf = (root: string): string => join(ownFolderOf(root), 'trash');

/** Anything else in the trash or the staging folder is not from us. */
export const isRunName = (name: string): boolean => /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name);

/** Throws where a run's name could be no folder's. */
export const runFolderIn = (parent: string, run: string): string => {
  if (!isRunName(run)) throw new Error(`${JSON.stringify(run)} cannot be a folder's name`);
  return join(parent, run);
};

/** The trash, null where there is none. A link in its place is none: it could lead out of the environment. */
export const findTrash = async (root: string): Promise<string | null> => {
  const trash = trashFolderOf(root);
  return (await hasOwnFolder(root)) && (await isRealFolder(trash)) ? trash : null;
};

export const findRunFolder = async (root: string, run: string): Promise<string | null> => {
  const folder = runFolderIn(trashFolderOf(root), run);
  return (await findTrash(root)) !== null && (await isRealFolder(folder)) ? folder : null;
};

/** Throws where the run has no folder yet, which is a defect of the caller. */
export const begunRunFolder = async (root: string, run: string): Promise<string> => {
  const folder = await findRunFolder(root, run);
  if (folder === null) throw new Error(`run ${run} has not begun`);
  return folder;
};

/** Throws Failing environment-not-ours where something else has its name, permission-denied or disk-full. */
export const makeRunFolder = async (root: string, run: string): Promise<string> => {
  const trash = trashFolderOf(root);
  const folder = runFolderIn(trash, run);
  try {
    const isNew = [await makeOwnFolder(root), await makeRealFolder(root, trash), await makeRealFolder(root, folder)];
    // Or the index in it, though on the disk, could not be found after a power cut.
    if (isNew.includes(true)) for (const one of [root, ownFolderOf(root), trash]) await syncFolder(one);
  } catch (error) {
    throw await fileFailure(error, folder);
  }
  return folder;
};

/** Names of the numbered folders in another one. */
export const isNumber = (name: string): boolean => /^[1-9]\d{0,8}$/.test(name);

/** The first number that no name in a folder has. */
export const nextNumber = (names: readonly string[]): number => 1 + Math.max(0, ...names.filter(isNumber).map(Number));
