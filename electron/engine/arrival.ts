/** What there is of a wheel. */
export interface Arrived {
  path: string;
  /** So many bytes from the file's start on are there and will not change. */
  bytes: number;
  /** All of it is there, and its hash is the right one. */
  whole: boolean;
}

/** A wheel that can be read while it comes. */
export interface Arrival {
  /** null where nothing has come yet. */
  now: () => Arrived | null;
  /** How often its bytes turned out to be of no use: whoever has read some has read wrong ones. */
  restarts: () => number;
  /** Until there is other news of it, or the signal is aborted. Never throws. */
  changed: (signal: AbortSignal) => Promise<void>;
}

/** `tell` is for whoever brings it; fewer bytes than before mean that it begins anew. */
export const createArrival = (): Arrival & { tell: (arrived: Arrived) => void } => {
  let arrived: Arrived | null = null;
  let restarts = 0;
  const waiting = new Set<() => void>();
  return {
    now: () => arrived,
    restarts: () => restarts,
    changed: (signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve();
        const done = (): void => {
          waiting.delete(done);
          signal.removeEventListener('abort', done);
          resolve();
        };
        waiting.add(done);
        signal.addEventListener('abort', done, { once: true });
      }),
    tell: (next) => {
      if (arrived !== null && next.bytes < arrived.bytes) restarts += 1;
      arrived = next;
      for (const done of [...waiting]) done();
    },
  };
};
