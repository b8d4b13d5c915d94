import { lstat, mkdir, readdir, realpath, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Failing } from '../../failing.ts';
import { fileFailure } from '../file-failure.ts';
import { isRealFolder, isThere, makeOwnFolder, ownFolderOf } from '../own-folder.ts';
import { removeTree } from '../remove-tree.ts';

const stagingOf = (root: string): string => join(ownFolderOf(root), 'staging');

/** See Trash.stagingFolder: ROOT/.smart-installer/staging/RUN/NUMBER. */
export const stagingFolder = async (root: string, run: string): Promise<string> => {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(run)) throw new Error(`${JSON.stringify(run)} cannot be a folder's name`);
  const real = await realpath(root);
  const folder = join(stagingOf(real), run);
  try {
    await makeOwnFolder(real);
    for (const one of [stagingOf(real), folder]) {
      if (await isRealFolder(one)) continue;
      if (await isThere(one)) throw new Failing({ code: 'environment-not-ours', path: root, found: one });
      await mkdir(one);
    }
    const number = 1 + Math.max(0, ...(await readdir(folder)).map(Number).filter(Number.isInteger));
    await mkdir(join(folder, String(number)));
    return join(folder, String(number));
  } catch (error) {
    throw await fileFailure(error, folder);
  }
};

/** Deletes the staging of every run but those named; what cannot be deleted stays for the next time. */
export const emptyStaging = async (root: string, open: ReadonlySet<string>, signal: AbortSignal): Promise<void> => {
  const staging = stagingOf(root);
  const found = await lstat(staging).catch(() => null);
  if (found === null || !found.isDirectory()) return;
  for (const name of await readdir(staging))
    if (!open.has(name)) await removeTree({ root, path: join(staging, name), signal });
  // It stays where something is left in it.
  await rmdir(staging).catch(() => undefined);
};
