import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Disk } from '../tools.ts';
import { errorCode } from './error-code.ts';

export const createDisk = (): Disk => ({ freeBytes });

/** `bavail` is what this user may still write; `bfree` would count the blocks that are kept for root. */
const freeBytes = async (path: string): Promise<number | null> => {
  try {
    const { bavail, bsize } = await statfs(path);
    return bavail * bsize;
  } catch (error) {
    const absent = ['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '');
    return absent && dirname(path) !== path ? freeBytes(dirname(path)) : null;
  }
};
