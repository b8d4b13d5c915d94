import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { Failing } from '../failing.ts';
import type { Clock } from '../interfaces/clock.ts';
import { systemClock } from './clock.ts';
import { errorCode } from './error-code.ts';
import { fileFailure } from './file-failure.ts';
import { hashOfAddress } from './wheelhouse/addresses.ts';
import { builtOf, rememberBuilt } from './wheelhouse/built.ts';
import { listEntries, listUnfinished, lookAt } from './wheelhouse/entries.ts';
import { type FindOptions, findWheel } from './wheelhouse/find.ts';
import { createHashThreads, type HashThreads } from './wheelhouse/hash-threads.ts';
import { hold } from './wheelhouse/holds.ts';
import { checked, keyOf, layoutOf } from './wheelhouse/layout.ts';
import { evict, type PruneRequest, prune, type Removed } from './wheelhouse/prune.ts';
import { openUnfinished, type UnfinishedWheel } from './wheelhouse/unfinished.ts';
import type { StoredWheel, WantedWheel } from './wheelhouse/wheel.ts';
import { type Held, lockWheel } from './wheelhouse/wheel-lock.ts';
import { isWheelName } from './wheelhouse/wheel-name.ts';

export interface Wheelhouse {
  folder: string;
  /**
   * A stored wheel whose content has just been hashed and is right. A damaged one is removed and the
   * answer null. Marks it as used, for pruning. Throws Cancelled, and Failing download-failed for a
   * file name or hash that no wheel can have.
   */
  find: (wanted: WantedWheel, options: Omit<FindOptions, 'now'>) => Promise<StoredWheel | null>;
  /** What is there of a wheel by sizes alone: a guess, for sums to be shown and checked before. */
  outlook: (wanted: WantedWheel) => Promise<{ stored: boolean; partialBytes: number }>;
  /** A wheel that was built of this source archive for the Python `tag`, as `find` looks for it; null where none was. */
  built: (source: WantedWheel, tag: string) => Promise<WantedWheel | null>;
  /** Remembers for `built` of what, and for which Python, a stored wheel was built. */
  rememberBuilt: (source: StoredWheel, tag: string, wheel: StoredWheel) => Promise<void>;
  /** Every stored wheel; none of them is hashed, so none may be trusted yet. */
  all: () => Promise<StoredWheel[]>;
  /** `bytes` is all of it, `partialBytes` the part of it that unfinished downloads take. */
  size: () => Promise<{ bytes: number; wheels: number; partialBytes: number }>;
  /** Removes what was used longest ago; never what a living process uses or downloads. */
  prune: (request: PruneRequest) => Promise<Removed>;
  /** Removes these packages' wheels (normalised names) and what was begun of them. */
  evict: (names: readonly string[], signal: AbortSignal) => Promise<Removed>;
  /** Until `release`, nobody prunes what this process finds or stores. */
  hold: (signal: AbortSignal) => Promise<Held>;
  /**
   * The right to download a wheel, and what there is of it. Waits while another process has it.
   * Throws Cancelled, and Failing disk-full or permission-denied.
   */
  begin: (
    wanted: WantedWheel,
    options: { signal: AbortSignal; onWait: (pid: number) => void },
  ) => Promise<UnfinishedWheel & Held>;
  threads: HashThreads;
}

/**
 * Downloaded wheels of all environments, by the hash of their content. The folder may be one that
 * others can write to, so nothing in it is trusted that was not hashed just now, and no link in it is
 * followed. Every process may use it at the same time.
 */
export const createWheelhouse = ({ folder, clock = systemClock }: { folder: string; clock?: Clock }): Wheelhouse => {
  const layout = layoutOf(folder);
  const threads = createHashThreads();
  const asFailure = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      // A drive that does not exist, or a file in the way of our own folder.
      if (['ENOTDIR', 'EEXIST'].includes(errorCode(error) ?? ''))
        throw new Failing({ code: 'permission-denied', path: folder });
      throw await fileFailure(error, folder);
    }
  };
  return {
    folder,
    threads,
    find: (wanted, options) => asFailure(findWheel(layout, threads, wanted, { ...options, now: clock.now() })),
    outlook: async (given) => {
      const wanted = checked(given);
      const sha256 = wanted.sha256 ?? (await hashOfAddress(layout, wanted.url));
      const bytes = sha256 === null ? 'absent' : await lookAt(layout, sha256, wanted.filename);
      const partial = join(layout.partial, keyOf(wanted), `${wanted.filename}.partial`);
      const stat = await lstat(partial).catch(() => null);
      return {
        stored: typeof bytes === 'number' && (wanted.bytes === null || bytes === wanted.bytes),
        partialBytes: stat?.isFile() === true ? stat.size : 0,
      };
    },
    built: (source, tag) => builtOf(layout, checked(source), tag),
    rememberBuilt: (source, tag, wheel) => asFailure(rememberBuilt(layout, source, tag, wheel)),
    all: async () =>
      (await listEntries(layout))
        .filter(({ filename }) => isWheelName(filename))
        .map(({ name, version, filename, path, sha256, bytes }) => ({ name, version, filename, path, sha256, bytes })),
    size: async () => {
      const sum = (items: readonly { bytes: number }[]): number => items.reduce((total, { bytes }) => total + bytes, 0);
      const [wheels, unfinished] = await Promise.all([listEntries(layout), listUnfinished(layout)]);
      return {
        bytes: sum(wheels) + sum(unfinished),
        wheels: wheels.filter(({ filename }) => isWheelName(filename)).length,
        partialBytes: sum(unfinished),
      };
    },
    prune: (request) => asFailure(prune(layout, request)),
    evict: (names, signal) => asFailure(evict(layout, names, { now: clock.now(), signal })),
    hold: (signal) => asFailure(hold(layout, clock, signal)),
    begin: (given, { signal, onWait }) =>
      asFailure(
        (async () => {
          const wanted = checked(given);
          const lock = await lockWheel(layout, keyOf(wanted), { clock, signal, onWait });
          try {
            return { ...(await openUnfinished(layout, wanted)), ...lock };
          } catch (error) {
            await lock.release();
            throw error;
          }
        })(),
      ),
  };
};
