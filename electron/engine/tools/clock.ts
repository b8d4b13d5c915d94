import { Cancelled, throwIfCancelled } from '../failing.ts';
import type { Clock } from '../interfaces/clock.ts';

/** Longest time between two looks at the time, so that a computer that slept does not add its sleep to a wait. */
const sliceMs = 1000;

/**
 * The computer's own clock. A wait is over when either the time of day or the time that the program
 * ran says so: the first goes on while a computer sleeps, the second stays true when somebody sets
 * the clock back.
 */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    const began = { day: Date.now(), running: performance.now() };
    const left = () => ms - Math.max(Date.now() - began.day, performance.now() - began.running);
    throwIfCancelled(signal);
    for (let rest = ms; rest > 0; rest = left()) await pause(Math.min(rest, sliceMs), signal);
  },
};

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(new Cancelled());
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
