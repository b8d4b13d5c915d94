import { systemClock } from './clock.ts';
import { errorCode } from './error-code.ts';

/** Milliseconds between tries: a virus scanner or an indexer lets go of a new file within a second. */
export const shortWaitsMs: readonly number[] = [50, 100, 200, 400];

/** The codes that Windows gives for a file which somebody else has open, and for one that is forbidden. */
export const mayBeInUse = (error: unknown): boolean => ['EBUSY', 'EPERM', 'EACCES'].includes(errorCode(error) ?? '');

/**
 * Does one thing to one file, and again after short waits while it may be in use. Throws the last
 * error, and Cancelled in a wait. Longer waits are the runner's, where they can be seen and skipped.
 */
export const patiently = async <T>(action: () => Promise<T>, signal: AbortSignal): Promise<T> => {
  for (const wait of shortWaitsMs) {
    try {
      return await action();
    } catch (error) {
      if (!mayBeInUse(error)) throw error;
    }
    await systemClock.sleep(wait, signal);
  }
  return action();
};
