import { Cancelled } from '../../failing.ts';
import { errorCode } from '../error-code.ts';
import { createCalls } from './calls.ts';
import { leastMs } from './count.ts';
import type { Remaining } from './once.ts';
import { openFolder, passOver, type Target } from './pass.ts';
import { slot, slots } from './task.ts';
import { sweepInThread } from './thread.ts';

/** A tree of fewer files is gone before a thread has begun. */
const few = 100;

/**
 * Goes over a tree that may be large. Elsewhere than on Windows a call takes some microseconds, and to
 * hand it to another thread and hear of its end as many more: so after the first files a thread that
 * makes all calls itself takes over as soon as it is there. What it leaves is gone over here, which is
 * the look at the tree, too. On Windows a call takes longer, and many at once are faster. Throws as
 * passOver does.
 */
export const firstPass = async (
  target: Target,
  signal: AbortSignal,
  onRemoved: (more: number) => void,
): Promise<Remaining[]> => {
  let thread: Takeover | undefined;
  let removed = 0;
  const pass = (isStopped: () => boolean): Promise<Remaining[]> =>
    passOver(target, createCalls(isStopped), () => {
      onRemoved(1);
      removed += 1;
      if (removed === few && process.platform !== 'win32') thread = takeOver(target, signal, onRemoved);
    });
  try {
    return await pass(() => signal.aborted || thread?.hasBegun() === true);
  } catch (error) {
    // One that has not begun by now deletes nothing any more, and may have another tree before it.
    if (!(error instanceof Cancelled) || thread?.hasBegun() !== true) throw error;
  } finally {
    if (thread?.hasBegun() === false) thread.stop();
  }
  await thread.ended;
  return await pass(() => signal.aborted);
};

interface Takeover {
  hasBegun: () => boolean;
  stop: () => void;
  ended: Promise<void>;
}

const takeOver = (target: Target, signal: AbortSignal, onRemoved: (more: number) => void): Takeover => {
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
        if (!isStopped()) await sweepInThread({ tree: folder.at(target.name).toString('latin1'), shared });
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
  return { hasBegun: () => Atomics.load(numbers, slot.begun) !== 0, stop, ended };
};
