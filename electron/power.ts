import type { Engine } from './engine/run-request.ts';

export interface PowerOptions {
  engine: Pick<Engine, 'state' | 'subscribe'>;
  /** Keeps the computer from going to sleep by itself (never its screen), and answers how to let it. */
  keepAwake: () => () => void;
  /** Calls back when the computer goes to sleep and when it is back. */
  onSleep: (slept: () => void, woke: () => void) => void;
  note: (text: string) => void;
}

/**
 * A computer stays awake while a repair changes something, and only then. One that is sent to sleep
 * does no harm: waits end by the time of day (tools/clock.ts), and views count down to it. It is
 * noted, because a log whose times jump is hard to read without it.
 */
export const heedPower = ({ engine, keepAwake, onSleep, note }: PowerOptions): void => {
  let letSleep: (() => void) | null = null;
  engine.subscribe((events) => {
    for (const event of events) {
      if (event.type === 'run-started' && event.verb === 'repair' && !event.dryRun) letSleep ??= keepAwake();
      if (event.type !== 'run-finished') continue;
      letSleep?.();
      letSleep = null;
    }
  });
  const during = (): string => {
    const state = engine.state();
    return state !== null && state.outcome === null ? ` during ${state.verb} ${state.run}` : '';
  };
  onSleep(
    () => note(`the computer goes to sleep${during()}`),
    () => note(`the computer is awake again${during()}`),
  );
};
