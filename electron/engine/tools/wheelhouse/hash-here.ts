import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { openFlags } from '../packages/read-beginning.ts';

/** Hashed in less than a millisecond, so that nothing else waits for it. */
const pieceBytes = 512 * 1024;

/**
 * SHA-256 in hexadecimal digits of the first `bytes` of a file, without a thread of its own; null where
 * it has less than that, is no regular file, or `signal` says that nobody wants it any more. Throws the
 * system error that keeps it from being read.
 */
export const hashHere = async (path: string, bytes: number, signal: AbortSignal): Promise<string | null> => {
  const file = await open(path, openFlags);
  try {
    if (!(await file.stat()).isFile()) return null;
    const hash = createHash('sha256');
    const buffer = Buffer.allocUnsafe(Math.min(pieceBytes, bytes));
    for (let done = 0; done < bytes; ) {
      if (signal.aborted) return null;
      const { bytesRead } = await file.read(buffer, 0, Math.min(buffer.length, bytes - done), done);
      if (bytesRead === 0) return null;
      hash.update(buffer.subarray(0, bytesRead));
      done += bytesRead;
    }
    return signal.aborted ? null : hash.digest('hex');
  } finally {
    await file.close();
  }
};
