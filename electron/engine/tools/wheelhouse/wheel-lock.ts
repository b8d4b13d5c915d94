import { join } from 'node:path';
import type { Clock } from '../../interfaces/clock.ts';
import { removeLockFile, removeRemains, takeLockFile } from '../lock/file.ts';
import { keepTouching } from '../lock/heartbeat.ts';
import { describeSelf } from '../lock/owner.ts';
import { type Layout, makeInside } from './layout.ts';

export interface Held {
  release: () => Promise<void>;
}

/** How often a lock that another process holds is looked at again. */
const lookAgainMs = 250;

/** Takes a lock file in one of the wheelhouse's folders, or says which process has it. Throws the system's errors. */
export const tryLock = async (path: string, since: number): Promise<Held | { pid: number }> => {
  const taken = await takeLockFile(path, { ...(await describeSelf()), run: 'wheelhouse', since });
  if ('owner' in taken) return { pid: taken.owner.pid };
  const stop = keepTouching(path, taken.text);
  return {
    release: async () => {
      stop();
      await removeLockFile(path, taken.text);
    },
  };
};

/**
 * Takes the lock of one unfinished wheel. Waits while another process has it, and takes it over when
 * that one dies; `onWait` hears its pid once. Throws Cancelled and the system's errors.
 */
export const lockWheel = async (
  layout: Layout,
  key: string,
  { clock, signal, onWait }: { clock: Clock; signal: AbortSignal; onWait: (pid: number) => void },
): Promise<Held> => {
  await makeInside(layout, layout.locks);
  const path = join(layout.locks, key);
  for (let told: number | null = null; ; ) {
    const got = await tryLock(path, clock.now());
    if ('release' in got) {
      // What others left when they died is in nobody's way.
      await removeRemains(path).catch(() => undefined);
      return got;
    }
    if (got.pid !== told) onWait(got.pid);
    told = got.pid;
    await clock.sleep(lookAgainMs, signal);
  }
};

/** The same without waiting; null where another process has it. */
export const lockWheelNow = async (layout: Layout, key: string, since: number): Promise<Held | null> => {
  await makeInside(layout, layout.locks);
  const got = await tryLock(join(layout.locks, key), since);
  return 'release' in got ? got : null;
};
