import type { Clock } from '../interfaces/clock.ts';

/**
 * Lets work go on for `ms` at most, and returns when it has ended or the time is over; then the
 * work's own signal is aborted, and what it still throws is nobody's. Throws what the work throws
 * before that, and Cancelled.
 */
export const forAtMost = async (
  ms: number,
  { clock, signal }: { clock: Clock; signal: AbortSignal },
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> => {
  const over = new AbortController();
  const stop = () => over.abort();
  // AbortSignal.any is not in Node 18.
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  try {
    await Promise.race([clock.sleep(ms, over.signal), work(over.signal)]);
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
};
