import { mkdir, readdir, realpath, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { LeftInTrash } from '../../interfaces/trash.ts';
import { fileFailure } from '../file-failure.ts';
import { isRealFolder, makeOwnFolder, makeRealFolder, ownFolderOf } from '../own-folder.ts';
import { giveToOwnerOf } from '../owner.ts';
import { nextNumber, runFolderIn } from './folder.ts';

const stagingOf = (root: string): string => join(ownFolderOf(root), 'staging');

/** See Trash.stagingFolder: ROOT/.smart-installer/staging/RUN/NUMBER. */
export const stagingFolder = async (root: string, run: string): Promise<string> => {
  const real = await realpath(root);
  const folder = runFolderIn(stagingOf(real), run);
  try {
    await makeOwnFolder(real);
    await makeRealFolder(real, stagingOf(real));
    await makeRealFolder(real, folder);
    const fresh = join(folder, String(nextNumber(await readdir(folder))));
    await mkdir(fresh);
    await giveToOwnerOf(real, fresh);
    return fresh;
  } catch (error) {
    throw await fileFailure(error, folder);
  }
};

/** Deletes the folder that a run of this name has, and answers with what is left. */
export type RemoveOf = (name: string, folder: string) => Promise<LeftInTrash[]>;

/** Deletes the staging of every run but those named; what cannot be deleted stays for the next time and is returned. */
export const emptyStaging = async (
  root: string,
  open: ReadonlySet<string>,
  remove: RemoveOf,
): Promise<LeftInTrash[]> => {
  const staging = stagingOf(root);
  if (!(await isRealFolder(staging))) return [];
  const left: LeftInTrash[] = [];
  for (const name of await readdir(staging))
    if (!open.has(name)) left.push(...(await remove(name, join(staging, name))));
  // It stays where something is left in it.
  await rmdir(staging).catch(() => undefined);
  return left;
};
