/** Ctrl-C, a closed terminal and a polite end from the system all ask for the same: stop, safely. */
const signals: readonly NodeJS.Signals[] = [
  'SIGINT',
  'SIGTERM',
  'SIGHUP',
  ...(process.platform === 'win32' ? (['SIGBREAK'] as const) : []),
];

export interface StopSignals {
  /** Calls back at each request with how many there have been, and at once for one that came before. */
  onStop: (react: (times: number) => void) => void;
  /** Asks to stop as a signal would: for Ctrl-C in a terminal that hands keys over raw. */
  request: () => void;
  /** How often it was asked. */
  times: () => number;
  /** Resolves when the first request is so long ago that what was asked to stop must be stuck. */
  tooLong: Promise<void>;
}

/** A run stops within 5 s. One that hangs, in a system call that never returns, must not outlive its user's patience. */
const stopLimitMs = 10_000;

export const listenForStop = (limitMs = stopLimitMs): StopSignals => {
  const listeners: ((times: number) => void)[] = [];
  let times = 0;
  let giveUp: () => void = () => undefined;
  const tooLong = new Promise<void>((resolve) => {
    giveUp = resolve;
  });
  const request = (): void => {
    times += 1;
    if (times === 1) setTimeout(giveUp, limitMs);
    for (const react of listeners) react(times);
  };
  for (const signal of signals) process.on(signal, request);
  return {
    onStop: (react) => {
      listeners.push(react);
      if (times > 0) react(times);
    },
    request,
    times: () => times,
    tooLong,
  };
};
