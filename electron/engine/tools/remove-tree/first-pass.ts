import { Cancelled } from '../../failing.ts';
import { errorCode } from '../error-code.ts';
import { createCalls } from './calls.ts';
import { leastMs } from './count.ts';
import type { Remaining } from './once.ts';
import { partsOf } from './parts.ts';
import { openFolder, passOver, type Target } from './pass.ts';
import { slot, slots } from './task.ts';
import { areWaiting, sweepInThreads } from './threads.ts';

/** A tree of fewer files is gone before a thread has begun. */
const few = 60;

/**
 * Goes over a tree that may be large. Elsewhere than on Windows a call takes some microseconds, and to
 * hand it to another thread and hear of its end as many more: so after the first files threads that
 * make all calls themselves take over, as soon as they are there. What they leave is gone over here,
 * which is the look at the tree, too. On Windows a call takes longer, and many at once are faster.
 * Throws as passOver does.
 */
export const firstPass = async (
  target: Target,
  signal: AbortSignal,
  onRemoved: (more: number) => void,
): Promise<Remaining[]> => {
  let threads: Takeover | undefined;
  let removed = 0;
  const pass = (isStopped: () => boolean): Promise<Remaining[]> =>
    passOver(target, createCalls(isStopped), () => {
      onRemoved(1);
      removed += 1;
      if (removed === few && process.platform !== 'win32') threads = takeOver(target, signal, onRemoved);
    });
  try {
    return await pass(() => signal.aborted || threads?.isSure() === true);
  } catch (error) {
    // Those that will not begin by now may have another tree before this one, and are not waited for.
    if (!(error instanceof Cancelled) || threads?.isSure() !== true) throw error;
  } finally {
    if (threads?.isSure() === false) threads.stop();
  }
  await threads.ended;
  return await pass(() => signal.aborted);
};

interface Takeover {
  /** Whether a thread has begun, or is about to. */
  isSure: () => boolean;
  stop: () => void;
  ended: Promise<void>;
}

const takeOver = (target: Target, signal: AbortSignal, onRemoved: (more: number) => void): Takeover => {
  const isSure = areWaiting();
  const shared = new SharedArrayBuffer(slots * Int32Array.BYTES_PER_ELEMENT);
  const numbers = new Int32Array(shared);
  const isStopped = (): boolean => Atomics.load(numbers, slot.stopped) !== 0;
  const stop = (): void => void Atomics.store(numbers, slot.stopped, 1);
  const tell = (): void => onRemoved(Atomics.exchange(numbers, slot.removed, 0));
  const timer = setInterval(tell, leastMs);
  signal.addEventListener('abort', stop, { once: true });
  const work = async (): Promise<void> => {
    try {
      const folder = await openFolder(createCalls(isStopped), target);
      try {
        const parts = await partsOf(folder, target.name);
        const folders = parts.ways.map((way) => way.toString('latin1'));
        if (!isStopped()) await sweepInThreads({ folders, keepsFolders: false, shared });
        await parts.close();
      } finally {
        await folder.close();
      }
    } catch (error) {
      if (!(error instanceof Cancelled) && errorCode(error) === null) throw error;
    } finally {
      clearInterval(timer);
      signal.removeEventListener('abort', stop);
      tell();
    }
  };
  const ended = work();
  // Nobody waits for it where all is gone before it begins.
  ended.catch(() => undefined);
  return { isSure: () => isSure || Atomics.load(numbers, slot.begun) !== 0, stop, ended };
};
