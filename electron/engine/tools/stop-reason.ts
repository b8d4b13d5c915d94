/** Why a program is ended before its time; the first reason wins. */
type StopReason = { kind: 'cancelled' } | { kind: 'time-limit' } | { kind: 'listener-threw'; error: unknown };

interface Stop {
  ask: (reason: StopReason) => void;
  /** Resolves with the first reason; never, where the program comes to its own end. */
  asked: Promise<StopReason>;
  reason: () => StopReason | null;
  /** Takes the listener and the timer away. */
  forget: () => void;
}

export const createStop = (signal: AbortSignal, timeLimitMs: number | undefined): Stop => {
  let first: StopReason | null = null;
  let tell: (reason: StopReason) => void;
  const asked = new Promise<StopReason>((resolve) => {
    tell = resolve;
  });
  const ask = (reason: StopReason) => {
    first ??= reason;
    tell(first);
  };
  const cancel = () => ask({ kind: 'cancelled' });
  signal.addEventListener('abort', cancel, { once: true });
  if (signal.aborted) cancel();
  const timer = timeLimitMs === undefined ? undefined : setTimeout(() => ask({ kind: 'time-limit' }), timeLimitMs);
  return {
    ask,
    asked,
    reason: () => first,
    forget: () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
    },
  };
};
