import { lstat, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Failing } from '../failing.ts';
import { errorCode } from './error-code.ts';
import { giveToOwnerOf } from './owner.ts';

/** Folder inside an environment that is this product's own: marker, lock, trash. */
const ownFolderName = '.smart-installer';

/** Names have no case on Windows and on most Macs, so none is looked at anywhere. */
export const isOwnName = (name: string): boolean => name.toLowerCase() === ownFolderName;

export const ownFolderOf = (root: string): string => join(root, ownFolderName);

/** Whether it is there as a real folder: a link in its place could lead out of the environment. */
export const hasOwnFolder = async (root: string): Promise<boolean> => isRealFolder(ownFolderOf(root));

/** Makes our folder in an environment that is there. Throws as makeRealFolder. */
export const makeOwnFolder = (root: string): Promise<boolean> => makeRealFolder(root, ownFolderOf(root));

/**
 * Makes a folder of ours in the environment, which is its owner's; true where it was not there. A
 * link there would lead what we write and delete out of the environment (law 3). Made first and
 * looked at then, because another process may make it at the same time. Throws Failing
 * environment-not-ours where a link or a file has its name, and the system's errors.
 */
export const makeRealFolder = async (root: string, folder: string): Promise<boolean> => {
  const isNew = await mkdir(folder).then(
    () => true,
    (error: unknown) => {
      if (errorCode(error) === 'EEXIST') return false;
      throw error;
    },
  );
  if (!(await lstat(folder)).isDirectory())
    throw new Failing({ code: 'environment-not-ours', path: root, found: basename(folder) });
  await giveToOwnerOf(root, folder);
  return isNew;
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
