import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { errorCode } from '../error-code.ts';
import { openFlags } from '../packages/read-beginning.ts';
import type { FollowTask } from './task.ts';

/** Numbers that both threads see. `version` changes with each change of `limit` and `state`. */
export const slot = { version: 0, limit: 1, state: 2 } as const;
export const slots = 3;
export const followState = { growing: 0n, complete: 1n, abandoned: 2n } as const;

/** Small enough that what was just written is hashed while it is still in the processor's cache. */
const buffer = Buffer.allocUnsafe(256 * 1024);
/** A change that was missed would be seen after so long; none is. */
const mostMs = 1000;

/**
 * SHA-256 in hexadecimal digits of a file that another thread writes: each byte is hashed as soon as
 * `limit` says that it is there, so that little is left to do when the last one has come. null where
 * it is abandoned, is no regular file, is shorter than `limit`, or cannot be read: then `code` says why.
 */
export const followFile = ({ full, shared }: FollowTask): { sha256: string | null; code: string | null } => {
  try {
    return { sha256: follow(full, shared), code: null };
  } catch (error) {
    const code = errorCode(error);
    if (code === null) throw error;
    return { sha256: null, code };
  }
};

const follow = (full: string, shared: SharedArrayBuffer): string | null => {
  const numbers = new BigInt64Array(shared);
  const file = openSync(full, openFlags);
  try {
    if (!fstatSync(file).isFile()) return null;
    const hash = createHash('sha256');
    for (let done = 0; ; ) {
      const version = Atomics.load(numbers, slot.version);
      const state = Atomics.load(numbers, slot.state);
      const limit = Number(Atomics.load(numbers, slot.limit));
      if (state === followState.abandoned) return null;
      if (done === limit) {
        if (state === followState.complete) return hash.digest('hex');
        Atomics.wait(numbers, slot.version, version, mostMs);
        continue;
      }
      const bytes = readSync(file, buffer, 0, Math.min(buffer.length, limit - done), done);
      if (bytes === 0) return null;
      hash.update(buffer.subarray(0, bytes));
      done += bytes;
    }
  } finally {
    closeSync(file);
  }
};
