import type { Event } from '../shared/events.ts';
import { type RunState, reduce } from '../shared/run-state.ts';

/** The state after a batch of events; null where they do not follow on it, and only a snapshot can tell. */
export const follow = (state: RunState | null, events: readonly Event[]): RunState | null => {
  let next = state;
  for (const event of events) {
    if (next === null || event.run !== next.run) {
      // Events may come later than the snapshot that holds their end: an older run must not come back.
      if (event.type !== 'run-started' || (next !== null && event.at < next.startedAt)) return null;
    } else if (event.seq <= next.seq) continue;
    else if (event.seq !== next.seq + 1) return null;
    next = reduce(next, event);
  }
  return next;
};

export interface Following {
  /** Asks the host for the run's state; resolves when it is taken, or cannot be had. */
  takeSnapshot: () => Promise<void>;
  receive: (events: readonly Event[]) => void;
}

export interface FollowingOptions {
  run: () => RunState | null;
  onRun: (run: RunState) => void;
  /** Takes over what the host says of its run; false where it could not be asked. */
  ask: () => Promise<boolean>;
}

/**
 * Keeps a view's run as the host has it. Events that arrive while a snapshot is asked for wait for
 * it; those that came before are in it. A gap, or a run whose beginning was missed, asks again.
 */
export const createFollowing = ({ run, onRun, ask }: FollowingOptions): Following => {
  let asking: Promise<void> | null = null;
  let isStale = false;
  let waiting: Event[] = [];

  const takeSnapshot = async (): Promise<void> => {
    isStale = true;
    asking ??= askUntilFresh();
    await asking;
  };

  const askUntilFresh = async (): Promise<void> => {
    let taken = false;
    while (isStale) {
      isStale = false;
      waiting = [];
      taken = await ask();
    }
    asking = null;
    const since = waiting;
    waiting = [];
    if (taken) receive(since);
  };

  const receive = (events: readonly Event[]): void => {
    if (asking !== null) {
      waiting.push(...events);
      return;
    }
    if (events.length === 0) return;
    const before = run();
    const after = follow(before, events);
    if (after === null) void takeSnapshot();
    else if (after !== before) onRun(after);
  };

  return { takeSnapshot, receive };
};
