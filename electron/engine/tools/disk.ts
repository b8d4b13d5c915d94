import { stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Disk } from '../interfaces/disk.ts';
import { errorCode } from './error-code.ts';

export const createDisk = (): Disk => ({ freeBytes, isSameVolume });

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

const isSameVolume = async (one: string, other: string): Promise<boolean> => {
  const [left, right] = await Promise.all([volumeOf(one), volumeOf(other)]);
  return left !== null && left === right;
};

/** The number that the system gives the volume; null where the path cannot be looked at. */
const volumeOf = async (path: string): Promise<number | null> => {
  try {
    return (await stat(path)).dev;
  } catch (error) {
    const absent = ['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '');
    return absent && dirname(path) !== path ? volumeOf(dirname(path)) : null;
  }
};
