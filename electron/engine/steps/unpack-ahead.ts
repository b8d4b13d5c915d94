import type { Failure } from '../../../shared/failure.ts';
import { Cancelled, Failing, throwIfCancelled } from '../failing.ts';
import type { Backend } from '../interfaces/backends.ts';
import type { StoredWheel } from '../interfaces/wheels.ts';
import type { Tools } from '../tools.ts';
import type { StepContext } from './context.ts';

/** Wheels that are unpacked while others are still being downloaded. */
export interface Ahead {
  /** The wheel is here; `missing` is what is still to be downloaded, in bytes, null where nobody knows. */
  add: (layer: string, wheel: StoredWheel, missing: number | null) => void;
  /** The last wheel is here: waits for what is being unpacked. What has not begun is the install's. Throws Cancelled. */
  settled: () => Promise<void>;
  isUnpacked: (wheel: Pick<StoredWheel, 'sha256'>) => boolean;
  /** Folder that holds a layer's wheels unpacked, for one install, which empties it; null where none of them is. */
  takeCache: (layer: string) => string | null;
  /** Ends what goes on and deletes all of it. */
  close: () => Promise<void>;
}

type Context = Pick<StepContext, 'root' | 'signal' | 'line'> & {
  tools: Pick<Tools, 'clock' | 'disk' | 'unpacking' | 'environments'>;
};

interface Waiting {
  layer: string;
  wheel: StoredWheel;
  missing: number | null;
}

/** As many as a large wheel and the small ones beside it need; each is as fast as its disk. */
const mostAtOnce = 2;

/** Milliseconds that a wheel waits for the others: where all come within that, one program does it faster. */
const beginAfterMs = 250;

/** A smaller wheel is unpacked sooner than a program starts that does it. */
const worthwhileBytes = 4_000_000;

/** Unpacked, no wheel is larger than this by far: text about 4 times, native code 2 to 3 times. To look is too slow here. */
const mostExpansion = 6;

/**
 * Ready to unpack for this run, or null where that cannot be done: by pip, or on another volume than
 * the environment's. What fails here is told in the log only: the install does it again by itself,
 * and says what is wrong.
 */
export const unpackAhead = async (
  context: Context,
  { unpack }: Pick<Backend, 'unpack'>,
  python: string,
): Promise<Ahead | null> => {
  const { tools, root, line } = context;
  const notAhead = (failure: Failure): void => line('info', `Not unpacked ahead of the installation: ${failure.code}`);
  const folder =
    unpack === null
      ? null
      : await tools.unpacking.open(root).catch((error: unknown) => {
          if (!(error instanceof Failing)) throw error;
          notAhead(error.failure);
          return null;
        });
  if (unpack === null || folder === null) return null;
  const ending = new AbortController();
  const signal = AbortSignal.any([context.signal, ending.signal]);
  const waiting: Waiting[] = [];
  const known = new Set<string>();
  const unpacked = new Set<string>();
  const caches = new Map<string, string>();
  const running = new Set<Promise<void>>();
  let givenUp = false;
  let isOver = false;
  let unforeseen: { error: unknown } | null = null;

  const unpackOne = async (layer: string, batch: readonly Waiting[]): Promise<void> => {
    const wheels = batch.map(({ wheel }) => wheel);
    const cache = tools.environments.inside(folder.path, layer);
    try {
      if (!(await hasRoom(context, batch))) givenUp = true;
      if (givenUp) return;
      caches.set(layer, cache);
      await unpack({ python, cache, wheels, signal, onLine: (text) => line('output', text) });
      for (const { sha256 } of wheels) unpacked.add(sha256);
    } catch (error) {
      givenUp = true;
      if (error instanceof Failing) notAhead(error.failure);
      else if (!(error instanceof Cancelled)) unforeseen ??= { error };
    }
  };
  const pump = (): void => {
    while (!givenUp && running.size < mostAtOnce) {
      const layer = waiting[0]?.layer;
      if (layer === undefined) return;
      // One program for all that is here by now.
      const batch = waiting.filter((one) => one.layer === layer);
      waiting.splice(0, waiting.length, ...waiting.filter((one) => one.layer !== layer));
      const work = unpackOne(layer, batch).finally(() => {
        running.delete(work);
        pump();
      });
      running.add(work);
    }
  };
  return {
    add: (layer, wheel, missing) => {
      if (wheel.bytes < worthwhileBytes || known.has(wheel.sha256)) return;
      known.add(wheel.sha256);
      tools.clock.sleep(beginAfterMs, signal).then(
        () => {
          if (isOver) return;
          waiting.push({ layer, wheel, missing });
          pump();
        },
        // Stopped in the meantime.
        () => undefined,
      );
    },
    settled: async () => {
      isOver = true;
      waiting.length = 0;
      while (running.size > 0) await Promise.all(running);
      throwIfCancelled(context.signal);
      if (unforeseen !== null) throw unforeseen.error;
    },
    isUnpacked: ({ sha256 }) => unpacked.has(sha256),
    takeCache: (layer) => {
      const cache = caches.get(layer) ?? null;
      caches.delete(layer);
      return cache;
    },
    close: async () => {
      ending.abort();
      await Promise.allSettled(running);
      await folder.close();
    },
  };
};

/** What is downloaded comes first: it must never fail because something was unpacked early. */
const hasRoom = async ({ tools, root }: Context, batch: readonly Waiting[]): Promise<boolean> => {
  let needed = 0;
  for (const { wheel, missing } of batch) {
    if (missing === null) return false;
    needed = Math.max(needed, missing) + wheel.bytes * mostExpansion;
  }
  const free = await tools.disk.freeBytes(root);
  return free === null || free > needed;
};
