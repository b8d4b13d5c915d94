import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { errorCode } from '../error-code.ts';
import { openFlags } from '../packages/read-beginning.ts';
import type { HashJob } from './task.ts';

/** Big enough that reading costs little beside hashing, small enough to stay in the processor's cache. */
const buffer = Buffer.allocUnsafe(1024 * 1024);

/**
 * The digest of a file's content in URL-safe base64 without padding, or a word on why there is none or
 * what else it is: nothing but NUL is what a power cut leaves.
 * Synchronous: a worker has nothing else to do, and this is the fastest way to read.
 */
export const hashFile = ({ full, algorithm, digest: expected }: HashJob): string => {
  try {
    const file = openSync(full, openFlags);
    try {
      const stats = fstatSync(file);
      if (!stats.isFile()) return 'not a regular file';
      const hash = createHash(algorithm);
      let isBlank: boolean | null = null;
      // Most files are one read; another one, to see that they end, would cost as much.
      for (let left = stats.size; left > 0; ) {
        const bytes = readSync(file, buffer);
        if (bytes === 0) break;
        left -= bytes;
        const part = bytes === buffer.length ? buffer : buffer.subarray(0, bytes);
        hash.update(part);
        if (isBlank !== false) isBlank = part.every((byte) => byte === 0);
      }
      const digest = hash.digest('base64url');
      return isBlank === true && digest !== expected ? 'nothing but NUL' : digest;
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return `unreadable (${errorCode(error) ?? 'unknown'})`;
  }
};
