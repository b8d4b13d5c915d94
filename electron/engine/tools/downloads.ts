import type { DownloadProgress } from '../../../shared/download.ts';
import type { Arrived } from '../arrival.ts';
import { Cancelled, throwIfCancelled } from '../failing.ts';
import type { Clock } from '../interfaces/clock.ts';
import { normalizeName } from '../requirement.ts';
import { wheelsMissing } from './downloads/failures.ts';
import { fetchWheel } from './downloads/fetch-wheel.ts';
import type { DownloadNote, NoteDetail } from './downloads/note.ts';
import { createProgress, type Tracker } from './downloads/progress.ts';
import { sideBySide } from './downloads/side-by-side.ts';
import type { HttpClient } from './http.ts';
import { checked, keyOf } from './wheelhouse/layout.ts';
import type { StoredWheel, WantedWheel } from './wheelhouse/wheel.ts';
import type { Wheelhouse } from './wheelhouse.ts';

/** Downloads at a time, in all and from one host. */
const mostAtOnce = 4;
const mostPerHost = 4;

export interface FetchRequest {
  wheelhouse: Wheelhouse;
  http: HttpClient;
  wheels: readonly WantedWheel[];
  /** Asks no server; a wheel with a file: URL is copied all the same. */
  offline: boolean;
  /** Downloads at a time; 4 where left out. */
  atOnce?: number;
  signal: AbortSignal;
  clock: Clock;
  /** At most twice a second, and once at the end. */
  onProgress: (progress: DownloadProgress) => void;
  onNote: (note: DownloadNote) => void;
  /** For wheels whose hash is known beforehand. */
  onArrived?: (sha256: string, arrived: Arrived) => void;
}

/**
 * Has every wheel in the wheelhouse, each hashed in this call, in the order of the request. What an
 * earlier call has brought, also one that was killed, is gone on with. After a failure the files in
 * flight are finished, no other one is begun, and the first failure is thrown: Failing
 * wheels-missing (offline), download-failed, hash-mismatch, disk-full or permission-denied. Trying
 * again is the caller's. Throws Cancelled.
 */
export const fetchWheels = async (request: FetchRequest): Promise<StoredWheel[]> => {
  const { wheelhouse, offline, signal, clock, onNote } = request;
  throwIfCancelled(signal);
  const held = await wheelhouse.hold(signal);
  const progress = createProgress(clock, request.onProgress);
  try {
    const wheels = new Map(request.wheels.map((wheel) => [placeOf(wheel), checked(wheel)]));
    const noteOf =
      ({ name, filename }: WantedWheel) =>
      (note: NoteDetail): void =>
        onNote({ package: normalizeName(name), filename, ...note });

    const stored = new Map<string, StoredWheel>();
    const arrived =
      ({ sha256 }: WantedWheel) =>
      (news: Arrived): void => {
        if (sha256 !== null) request.onArrived?.(sha256, news);
      };
    const keep = (place: string, wanted: WantedWheel, wheel: StoredWheel): void => {
      stored.set(place, wheel);
      arrived(wanted)({ path: wheel.path, bytes: wheel.bytes, whole: true });
    };
    await sideBySide(
      [...wheels],
      { atOnce: mostAtOnce, perGroup: mostAtOnce, groupOf: () => '', signal },
      async ([place, wanted]) => {
        if (!(await wheelhouse.outlook(wanted)).stored) return;
        const tracker = track(progress, wanted, false);
        tracker.set({ state: 'verifying' });
        const onDamaged = (): void => noteOf(wanted)({ kind: 'damaged-entry' });
        const found = await wheelhouse.find(wanted, { signal, onDamaged });
        if (found !== null) keep(place, wanted, found);
        tracker.stand(found?.bytes ?? 0);
        tracker.set({ state: found === null ? 'waiting' : 'done' });
      },
    );

    const missing = [...wheels].filter(([place]) => !stored.has(place));
    const unreachable = missing.filter(([, { url }]) => offline && !url.startsWith('file:'));
    if (unreachable.length > 0) throw wheelsMissing(unreachable.map(([, wanted]) => wanted));

    // The largest first, so that the last ones end together.
    const order = missing
      .map(([place, wanted]) => ({ place, wanted, tracker: track(progress, wanted, true) }))
      .sort((a, b) => (b.wanted.bytes ?? Infinity) - (a.wanted.bytes ?? Infinity) || 0);
    const limits = {
      atOnce: request.atOnce ?? mostAtOnce,
      perGroup: mostPerHost,
      groupOf: ({ wanted }: { wanted: WantedWheel }) => new URL(wanted.url).host,
      signal,
    };
    await sideBySide(order, limits, async ({ place, wanted, tracker }) => {
      const job = { wanted, wheelhouse, http: request.http, signal, tracker, onNote: noteOf(wanted) };
      keep(place, wanted, await fetchWheel({ ...job, onArrived: arrived(wanted) }));
    });
    return request.wheels.flatMap((wheel) => stored.get(placeOf(wheel)) ?? []);
  } catch (error) {
    throw signal.aborted ? new Cancelled() : error;
  } finally {
    progress.end();
    await held.release();
  }
};

/** Two lines of a lock that mean one file. */
const placeOf = (wheel: WantedWheel): string => `${keyOf(wheel)}/${wheel.filename}`;

const track = (progress: ReturnType<typeof createProgress>, wanted: WantedWheel, counts: boolean): Tracker =>
  progress.add(normalizeName(wanted.name), wanted.filename, wanted.bytes, counts);

/** Bytes of a wheel that are still to be downloaded, by the sizes of what is there; null where nobody knows its size. */
export const missingBytes = async (wheelhouse: Wheelhouse, wanted: WantedWheel): Promise<number | null> => {
  const { stored, partialBytes } = await wheelhouse.outlook(wanted);
  if (stored) return 0;
  return wanted.bytes === null ? null : Math.max(0, wanted.bytes - partialBytes);
};
