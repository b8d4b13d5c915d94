import { Cancelled } from './failing.ts';
import type { Clock } from './interfaces/clock.ts';

/** Waits that a user can cut short; a wait is known by its id until it is over. */
export interface Waits {
  /** Waits `ms`; says how it ended. Never throws: a cancel is `cancelled`. */
  wait: (id: string, ms: number, signal: AbortSignal) => Promise<'elapsed' | 'skipped' | 'cancelled'>;
  /** Ends a wait now; false where there is none of that id any more. */
  skip: (id: string) => boolean;
}

export const createWaits = (clock: Clock): Waits => {
  const running = new Map<string, () => void>();
  return {
    wait: async (id, ms, signal) => {
      const end = new AbortController();
      const stop = () => end.abort();
      let skipped = false;
      running.set(id, () => {
        skipped = true;
        stop();
      });
      signal.addEventListener('abort', stop, { once: true });
      if (signal.aborted) stop();
      try {
        await clock.sleep(ms, end.signal);
        return 'elapsed';
      } catch (error) {
        if (!(error instanceof Cancelled)) throw error;
        return skipped && !signal.aborted ? 'skipped' : 'cancelled';
      } finally {
        running.delete(id);
        signal.removeEventListener('abort', stop);
      }
    },
    skip: (id) => {
      const end = running.get(id);
      end?.();
      return end !== undefined;
    },
  };
};
