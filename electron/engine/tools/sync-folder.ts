import { open } from 'node:fs/promises';

/**
 * Has the system write a folder's names to the disk, so that a file which was made in it is still
 * there after a power cut. Windows cannot open a folder for that, and its file system keeps a
 * journal of names itself.
 */
export const syncFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};
