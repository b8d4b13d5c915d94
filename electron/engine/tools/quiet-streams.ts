import type { Readable } from 'node:stream';

/** Looks in one silence. Several, because a busy event loop may fire one timer before it reads what waits. */
const looks = 5;

/** Resolves when the streams are closed, or have said nothing for `ms`, or after `atMostMs`. */
export const whenQuiet = (
  streams: readonly Readable[],
  { ms, atMostMs }: { ms: number; atMostMs: number },
): Promise<void> =>
  new Promise((resolve) => {
    const began = performance.now();
    let still = 0;
    const heard = () => {
      still = 0;
    };
    const look = setInterval(() => {
      still += 1;
      if (still < looks && performance.now() - began < atMostMs && !streams.every((stream) => stream.closed)) return;
      clearInterval(look);
      for (const stream of streams) stream.removeListener('data', heard);
      resolve();
    }, ms / looks);
    for (const stream of streams) stream.on('data', heard);
  });
