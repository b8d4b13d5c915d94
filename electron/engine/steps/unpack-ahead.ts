import type { Failure } from '../../../shared/failure.ts';
import { type Arrival, type Arrived, createArrival } from '../arrival.ts';
import { Cancelled, Failing, throwIfCancelled } from '../failing.ts';
import type { Backend, ComingWheel } from '../interfaces/backends.ts';
import type { Pin, StoredWheel } from '../interfaces/wheels.ts';
import { sumOf } from '../sizes.ts';
import { isSource } from '../source-archive.ts';
import type { Tools } from '../tools.ts';
import type { StepContext } from './context.ts';

/** Wheels that are unpacked while they are being downloaded. */
export interface Ahead {
  /** There is news of a wheel. */
  arrived: (sha256: string, news: Arrived) => void;
  /** All wheels are here: waits for what is still being unpacked. Throws Cancelled. */
  settled: () => Promise<void>;
  isUnpacked: (wheel: Pick<StoredWheel, 'sha256'>) => boolean;
  /** Folder that holds a layer's wheels unpacked, for one install, which empties it; null where none of them is. */
  takeCache: (layer: string) => string | null;
  /** Ends what goes on and deletes all of it. */
  close: () => Promise<void>;
}

type Context = Pick<StepContext, 'root' | 'signal' | 'line'> & {
  tools: Pick<Tools, 'disk' | 'unpacking' | 'environments' | 'wheels'>;
};

export interface LayersToUnpack {
  /** Interpreter that the wheels suit. */
  python: string;
  /** What each layer will install. */
  layers: ReadonlyMap<string, readonly Pin[]>;
}

/** The wheels of a smaller layer are unpacked sooner than a program starts that does it. */
const worthwhileBytes = 4_000_000;

/**
 * Unpacked, no wheel is larger than this by far: text about 4 times, native code (all that large wheels
 * are) 2 to 3 times. To look is too slow here.
 */
const expansionOf = (bytes: number): number => bytes * (bytes > 20_000_000 ? 3.5 : 6);

/**
 * Unpacks each layer's wheels while they come, however fast: that saves a sixth of an install of the
 * profile `core` on a line of 500 Mbit/s, and costs nothing where the index is this very computer. Null
 * where it cannot be done (by pip, on another volume than the environment's, without room for it) or is
 * not worth it, because no wheel has to be downloaded. What fails here is told in the log only: the install does it
 * again by itself, and says what is wrong.
 */
export const unpackAhead = async (
  context: Context,
  { unpack }: Pick<Backend, 'unpack'>,
  { python, layers }: LayersToUnpack,
): Promise<Ahead | null> => {
  const { tools, root, line } = context;
  const arrivals = new Map<string, ReturnType<typeof createArrival>>();
  const arrivalOf = (sha256: string): Arrival => {
    const arrival = arrivals.get(sha256) ?? createArrival();
    arrivals.set(sha256, arrival);
    return arrival;
  };
  const coming = [...layers]
    .map(([layer, pins]) => ({ layer, wheels: pins.flatMap((pin) => comingOf(pin, arrivalOf)) }))
    .filter(({ wheels }) => (sumOf(wheels.map(({ bytes }) => bytes)) ?? 0) >= worthwhileBytes);
  if (unpack === null || coming.length === 0) return null;
  const all = coming.flatMap(({ wheels }) => wheels);
  if (!(await isWorthIt(all, context))) return null;

  const notAhead = (failure: Failure): void => line('info', `Not unpacked ahead of the installation: ${failure.code}`);
  const folder = await tools.unpacking.open(root).catch((error: unknown) => {
    if (!(error instanceof Failing)) throw error;
    notAhead(error.failure);
    return null;
  });
  if (folder === null) return null;
  // AbortSignal.any is not in Node 18.
  const ending = new AbortController();
  const end = (): void => ending.abort();
  context.signal.addEventListener('abort', end, { once: true });
  if (context.signal.aborted) end();

  const unpacked = new Set<string>();
  const caches = new Map<string, string>();
  let unforeseen: { error: unknown } | null = null;
  const unpackLayer = async (layer: string, wheels: readonly ComingWheel[]): Promise<void> => {
    const cache = tools.environments.inside(folder.path, layer);
    try {
      await unpack({ python, cache, wheels, signal: ending.signal, onLine: (text) => line('output', text) });
      for (const { sha256 } of wheels) unpacked.add(sha256);
      caches.set(layer, cache);
    } catch (error) {
      // The install needs the room, and so may a download.
      await tools.unpacking.empty(cache);
      if (error instanceof Failing) notAhead(error.failure);
      else if (!(error instanceof Cancelled)) unforeseen ??= { error };
    }
  };
  const running = coming.map(({ layer, wheels }) => unpackLayer(layer, wheels));
  return {
    arrived: (sha256, news) => arrivals.get(sha256)?.tell(news),
    settled: async () => {
      await Promise.all(running);
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
      end();
      context.signal.removeEventListener('abort', end);
      await Promise.all(running);
      await folder.close();
    },
  };
};

/** Of a source archive the wheel is built first, and without a hash it could be any wheel. */
const comingOf = (pin: Pin, arrivalOf: (sha256: string) => Arrival): ComingWheel[] => {
  const { name, version, url, bytes } = pin;
  // As the wheelhouse tells it: an index may write it in capital letters.
  const sha256 = pin.sha256?.toLowerCase() ?? null;
  if (url === null || sha256 === null || isSource(pin)) return [];
  return [{ name, version, url, sha256, bytes, arrival: arrivalOf(sha256) }];
};

/** Bytes to be downloaded; null where nobody knows. */
const missingOf = async (wheels: readonly ComingWheel[], { tools }: Context): Promise<number | null> =>
  sumOf([...(await tools.wheels.missing(wheels.map((wheel) => ({ ...wheel, requires: [] })))).values()]);

/** What is downloaded comes first: it must never fail because something was unpacked early. */
const isWorthIt = async (wheels: readonly ComingWheel[], context: Context): Promise<boolean> => {
  const { tools, root } = context;
  const missing = await missingOf(wheels, context);
  if (missing === null || missing === 0) return false;
  const free = await tools.disk.freeBytes(root);
  return free === null || free > missing + wheels.reduce((sum, { bytes }) => sum + expansionOf(bytes ?? 0), 0);
};
