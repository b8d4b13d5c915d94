import { randomUUID } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Cancelled } from '../../failing.ts';
import type { Clock } from '../../interfaces/clock.ts';
import { look } from '../lock/file.ts';
import { isLive } from '../lock/owner.ts';
import { type Layout, makeInside } from './layout.ts';
import { type Held, tryLock } from './wheel-lock.ts';

/** Clocks of file systems are coarse, and of other computers a little off. */
const marginMs = 60_000;
const lookAgainMs = 50;

const pruning = (layout: Layout): string => join(layout.locks, 'pruning');

/**
 * Says that this process uses wheels from now on, until `release`: nobody prunes what is found or
 * stored meanwhile. Waits until a pruning that goes on is over. Throws Cancelled and the system's errors.
 */
export const hold = async (layout: Layout, clock: Clock, signal: AbortSignal): Promise<Held> => {
  await makeInside(layout, layout.holds, layout.locks);
  const got = await tryLock(join(layout.holds, randomUUID()), clock.now());
  if (!('release' in got)) throw new Error('a hold of a new name is taken');
  try {
    // Pruning begins with its lock and looks for holds then: one of the two sees the other.
    while (await isBeingPruned(layout)) await clock.sleep(lookAgainMs, signal);
    if (signal.aborted) throw new Cancelled();
    return got;
  } catch (error) {
    await got.release();
    throw error;
  }
};

const isBeingPruned = async (layout: Layout): Promise<boolean> => {
  const seen = await look(pruning(layout)).catch(() => null);
  return seen?.owner != null && (await isLive(seen.owner, Date.now() - seen.touchedAt));
};

/** Takes the right to prune; null where another process is at it. */
export const lockPruning = async (layout: Layout, since: number): Promise<Held | null> => {
  await makeInside(layout, layout.locks);
  const got = await tryLock(pruning(layout), since);
  return 'release' in got ? got : null;
};

/** Since when somebody alive uses wheels, in milliseconds since the epoch; what was used later is in use. Infinity: nobody. */
export const heldSince = async (layout: Layout): Promise<number> => {
  const names = await readdir(layout.holds).catch(() => []);
  const since = await Promise.all(
    names.map(async (name) => {
      const path = join(layout.holds, name);
      const seen = await look(path).catch(() => null);
      if (seen === null) return Number.POSITIVE_INFINITY;
      // Without an owner it is just being written, or was cut off by a crash: then it is old some day.
      const live = seen.owner === null || (await isLive(seen.owner, Date.now() - seen.touchedAt));
      if (live) return (seen.owner?.since ?? seen.touchedAt) - marginMs;
      await rm(path, { force: true });
      return Number.POSITIVE_INFINITY;
    }),
  );
  return Math.min(...since, Number.POSITIVE_INFINITY);
};
