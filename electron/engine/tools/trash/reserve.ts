import { open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../error-code.ts';
import { fileFailure } from '../file-failure.ts';

/** Enough for the index's last lines and the folders that putting back makes. */
const reserveBytes = 1024 * 1024;

const reserveFile = (runFolder: string): string => join(runFolder, 'reserve');

/**
 * Room on the disk that is given back when the run ends, so that it can be put back or committed on
 * a full disk too. Throws Failing disk-full.
 */
export const takeReserve = async (runFolder: string): Promise<void> => {
  const path = reserveFile(runFolder);
  try {
    // Never into what has this name already: it could be a link.
    await releaseReserve(runFolder);
    const file = await open(path, 'wx');
    try {
      // Written and not only declared: a file with a hole takes no room.
      await file.writeFile(Buffer.alloc(reserveBytes, 1));
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    throw await fileFailure(error, path);
  }
};

export const releaseReserve = async (runFolder: string): Promise<void> => {
  try {
    await unlink(reserveFile(runFolder));
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw await fileFailure(error, reserveFile(runFolder));
  }
};
