export interface Clock {
  now: () => number;
  /** Resolves after `ms`; throws Cancelled when the signal is aborted before. */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}
