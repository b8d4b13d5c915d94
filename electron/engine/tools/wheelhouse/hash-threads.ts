import { followState, slot, slots } from '../audit/follow-file.ts';
import { giveBack, takeWorker } from '../audit/idle-workers.ts';
import type { FromWorker } from '../audit/task.ts';
import { hashHere } from './hash-here.ts';

/** A file that is being hashed while it grows. */
export interface Hashing {
  /** So many of its bytes are in the file now and will not change. */
  grow: (bytes: number) => void;
  /**
   * SHA-256 in hexadecimal digits of all that `grow` was told; null where the file has less than that
   * or is no regular file. Throws the system error that keeps it from being read.
   */
  finish: () => Promise<string | null>;
  /** Nobody wants the hash any more. */
  abandon: () => void;
}

export interface HashThreads {
  begin: (path: string) => Hashing;
}

/** Starting a thread takes as long as hashing so much. */
const worthThreadBytes = 32 * 1024 * 1024;
/** Waking a thread costs more than hashing a few pages; so much is still in the processor's cache. */
const wakeBytes = 1024 * 1024;

/** A thread for each big file that is hashed at a time. Small files are hashed by this thread at their end. */
export const createHashThreads = (): HashThreads => {
  const ask = (full: string, shared: SharedArrayBuffer): Promise<string | null> =>
    new Promise((resolve, reject) => {
      const worker = takeWorker();
      const finish = (settle: () => void): void => {
        worker.off('message', hear).off('error', broke).off('exit', ended);
        settle();
      };
      const hear = (message: FromWorker): void => {
        if ('bytes' in message) return;
        if ('problem' in message) broke(new Error(message.problem));
        else if (message.answer.kind !== 'follow')
          broke(new Error('the thread that hashes a wheel did something else'));
        else if (message.answer.code !== null) broke(unreadable(full, message.answer.code));
        else resolveWith(message.answer.sha256);
        giveBack(worker);
      };
      const broke = (error: unknown): void => finish(() => reject(error));
      const resolveWith = (sha256: string | null): void => finish(() => resolve(sha256));
      const ended = (): void => broke(new Error('the thread that hashes a wheel ended'));
      worker.on('message', hear).on('error', broke).on('exit', ended);
      worker.postMessage({ kind: 'follow', full, shared });
    });

  const follow = (path: string): Hashing => {
    const shared = new SharedArrayBuffer(slots * BigInt64Array.BYTES_PER_ELEMENT);
    const numbers = new BigInt64Array(shared);
    const wake = (): void => {
      Atomics.add(numbers, slot.version, 1n);
      Atomics.notify(numbers, slot.version);
    };
    let wokenAt = 0;
    const digest = ask(path, shared);
    // It may fail before anybody asks.
    digest.catch(() => undefined);
    return {
      grow: (bytes) => {
        Atomics.store(numbers, slot.limit, BigInt(bytes));
        if (bytes - wokenAt < wakeBytes) return;
        wokenAt = bytes;
        wake();
      },
      finish: () => {
        // What was abandoned before stays so.
        Atomics.compareExchange(numbers, slot.state, followState.growing, followState.complete);
        wake();
        return digest;
      },
      abandon: () => {
        Atomics.store(numbers, slot.state, followState.abandoned);
        wake();
      },
    };
  };

  return {
    begin: (path) => {
      const abandoned = new AbortController();
      let followed: Hashing | null = null;
      let limit = 0;
      return {
        grow: (bytes) => {
          limit = bytes;
          if (followed === null && bytes > worthThreadBytes && !abandoned.signal.aborted) followed = follow(path);
          followed?.grow(bytes);
        },
        finish: () => followed?.finish() ?? hashHere(path, limit, abandoned.signal),
        abandon: () => {
          abandoned.abort();
          followed?.abandon();
        },
      };
    },
  };
};

/** A system error, as Node's own functions throw it. */
const unreadable = (path: string, code: string): Error =>
  Object.assign(new Error(`${code}: ${path} cannot be read`), { code });

/** SHA-256 of the first `bytes` of a file, or null as Hashing.finish; Cancelled is for the caller to throw. */
export const hashWhole = async (
  threads: HashThreads,
  path: string,
  bytes: number,
  signal: AbortSignal,
): Promise<string | null> => {
  const hashing = threads.begin(path);
  signal.addEventListener('abort', hashing.abandon, { once: true });
  if (signal.aborted) hashing.abandon();
  hashing.grow(bytes);
  try {
    return await hashing.finish();
  } finally {
    signal.removeEventListener('abort', hashing.abandon);
  }
};
