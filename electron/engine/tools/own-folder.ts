import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { Failing } from '../failing.ts';
import { makeFolders } from './make-folders.ts';

/** Folder inside an environment that is this product's own: marker, lock, trash. */
const ownFolderName = '.smart-installer';

/** Names have no case on Windows and on most Macs, so none is looked at anywhere. */
export const isOwnName = (name: string): boolean => name.toLowerCase() === ownFolderName;

export const ownFolderOf = (root: string): string => join(root, ownFolderName);

/** Whether it is there as a real folder: a link in its place could lead out of the environment. */
export const hasOwnFolder = async (root: string): Promise<boolean> => isRealFolder(ownFolderOf(root));

/**
 * Makes our folder, and the environment's where it is absent. Throws Failing environment-not-ours
 * where a link or a file is in its place.
 */
export const makeOwnFolder = async (root: string): Promise<string> => {
  const folder = ownFolderOf(root);
  if (await isRealFolder(folder)) return folder;
  if (await isThere(folder)) throw new Failing({ code: 'environment-not-ours', path: root, found: ownFolderName });
  await makeFolders(folder);
  return folder;
};

/** A folder, and no link to one. */
export const isRealFolder = async (path: string): Promise<boolean> =>
  lstat(path).then(
    (stat) => stat.isDirectory(),
    () => false,
  );

/** Something has this name, be it a link that leads nowhere. */
export const isThere = async (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    () => false,
  );
