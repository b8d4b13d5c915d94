import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { errorCode } from '../error-code.ts';
import { openFlags } from '../packages/read-beginning.ts';
import type { HashJob } from './task.ts';

/** Big enough that reading costs little beside hashing, small enough to stay in the processor's cache. */
const buffer = Buffer.allocUnsafe(1024 * 1024);

/**
 * The digest of a file's content in URL-safe base64 without padding, or a word on why there is none.
 * Synchronous: a worker has nothing else to do, and this is the fastest way to read.
 */
export const hashFile = ({ full, algorithm }: HashJob): string => {
  try {
    const file = openSync(full, openFlags);
    try {
      if (!fstatSync(file).isFile()) return 'not a regular file';
      const hash = createHash(algorithm);
      for (let bytes = readSync(file, buffer); bytes > 0; bytes = readSync(file, buffer))
        hash.update(bytes === buffer.length ? buffer : buffer.subarray(0, bytes));
      return hash.digest('base64url');
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return `unreadable (${errorCode(error) ?? 'unknown'})`;
  }
};
