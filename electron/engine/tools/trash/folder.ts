import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Failing } from '../../failing.ts';
import { fileFailure } from '../file-failure.ts';
import { hasOwnFolder, isRealFolder, isThere, makeOwnFolder, ownFolderOf } from '../own-folder.ts';

/** The environment's trash, one folder a run; inside the environment, so that a rename can fill it. */
export const trashFolderOf = (root: string): string => join(ownFolderOf(root), 'trash');

const runFolderOf = (root: string, run: string): string => {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(run)) throw new Error(`${JSON.stringify(run)} cannot be a folder's name`);
  return join(trashFolderOf(root), run);
};

/** The trash, null where there is none. A link in its place is none: it could lead out of the environment. */
export const findTrash = async (root: string): Promise<string | null> => {
  const trash = trashFolderOf(root);
  return (await hasOwnFolder(root)) && (await isRealFolder(trash)) ? trash : null;
};

export const findRunFolder = async (root: string, run: string): Promise<string | null> => {
  const folder = runFolderOf(root, run);
  return (await findTrash(root)) !== null && (await isRealFolder(folder)) ? folder : null;
};

/** Throws Failing environment-not-ours where something else has its name, permission-denied or disk-full. */
export const makeRunFolder = async (root: string, run: string): Promise<string> => {
  const folder = runFolderOf(root, run);
  try {
    await makeOwnFolder(root);
    for (const one of [trashFolderOf(root), folder]) {
      if (await isRealFolder(one)) continue;
      if (await isThere(one)) throw new Failing({ code: 'environment-not-ours', path: root, found: one });
      await mkdir(one);
    }
  } catch (error) {
    throw await fileFailure(error, folder);
  }
  return folder;
};
