import type { Event } from '../../shared/events.ts';
import { type RunState, reduce } from '../../shared/run-state.ts';

/** The part of an engine that is listened to; the test tells its events. */
export const engineEvents = () => {
  let state: RunState | null = null;
  const listeners = new Set<(events: readonly Event[]) => void>();
  return {
    engine: {
      state: () => state,
      subscribe: (listen: (events: readonly Event[]) => void) => {
        listeners.add(listen);
        return () => listeners.delete(listen);
      },
    },
    /** Each event as a batch of its own. */
    tell: (events: readonly Event[]): void => {
      for (const event of events) {
        state = reduce(state, event);
        for (const listen of listeners) listen([event]);
      }
    },
  };
};
