import type { Arrived } from '../../arrival.ts';
import { throwIfCancelled } from '../../failing.ts';
import { fileFailure } from '../file-failure.ts';
import type { HttpClient } from '../http.ts';
import { NetworkError } from '../network-error.ts';
import type { Hashing } from '../wheelhouse/hash-threads.ts';
import { addressOf } from '../wheelhouse/layout.ts';
import type { UnfinishedWheel } from '../wheelhouse/unfinished.ts';
import type { StoredWheel, WantedWheel } from '../wheelhouse/wheel.ts';
import type { Wheelhouse } from '../wheelhouse.ts';
import { copyWheel } from './copy-wheel.ts';
import { downloadFailed, hashMismatch } from './failures.ts';
import type { NoteDetail } from './note.ts';
import { openPartialFile, type PartialFile } from './partial-file.ts';
import type { Tracker } from './progress.ts';
import { receive } from './receive.ts';
import { WrongLength } from './reception.ts';

export interface WheelJob {
  wanted: WantedWheel;
  wheelhouse: Wheelhouse;
  http: HttpClient;
  signal: AbortSignal;
  tracker: Tracker;
  onNote: (note: NoteDetail) => void;
  /** More of it can be read, or it begins anew. That it is whole is for the caller to tell. */
  onArrived: (arrived: Arrived) => void;
}

/**
 * Brings one wheel into the wheelhouse, from where an earlier download left it. Throws Cancelled, and
 * Failing download-failed, hash-mismatch, disk-full or permission-denied.
 */
export const fetchWheel = async (job: WheelJob): Promise<StoredWheel> => {
  const { wanted, wheelhouse, signal, tracker, onNote } = job;
  const unfinished = await wheelhouse.begin(wanted, {
    signal,
    onWait: (pid) => onNote({ kind: 'waits-for-other', pid }),
  });
  try {
    // Whoever was waited for may have brought it.
    const found = await wheelhouse.find(wanted, { signal });
    if (found !== null) {
      tracker.stand(found.bytes);
      tracker.set({ state: 'done', total: found.bytes });
      return found;
    }
    throwIfCancelled(signal);
    let beganWith = await usableBytes(job, unfinished);
    if (beganWith > 0) onNote({ kind: 'resumed', fromBytes: beganWith });
    for (let again = false; ; again = true) {
      const stored = await attempt(job, unfinished, beganWith, again);
      if (stored !== null) return stored;
      onNote({ kind: 'started-again', why: 'damaged' });
      beganWith = 0;
    }
  } catch (error) {
    if (error instanceof NetworkError) throw downloadFailed(wanted, error.problem);
    throw await fileFailure(error, unfinished.path);
  } finally {
    await unfinished.release();
  }
};

/** Bytes of an earlier download that this one can go on after. */
const usableBytes = async ({ wanted }: WheelJob, { bytes, source }: UnfinishedWheel): Promise<number> => {
  if (bytes === 0 || source === null || wanted.url.startsWith('file:')) return 0;
  // Without a hash to check in the end, only the same URL's validator tells that it is of one content.
  const sure = wanted.sha256 !== null || (source.validator !== null && source.address === addressOf(wanted.url));
  const most = wanted.bytes ?? source.total ?? Number.POSITIVE_INFINITY;
  return sure && bytes <= most ? bytes : 0;
};

/** null: the content is wrong, but it was put together of more than one download, and this is not the last try. */
const attempt = async (
  job: WheelJob,
  unfinished: UnfinishedWheel,
  beganWith: number,
  last: boolean,
): Promise<StoredWheel | null> => {
  const { wanted, wheelhouse, tracker } = job;
  let joined = beganWith > 0;
  let hashing: Hashing | null = null;
  const grow = (bytes: number): void => {
    hashing?.grow(bytes);
    job.onArrived({ path: unfinished.path, bytes, whole: false });
  };
  const file = await openPartialFile(unfinished.path, beganWith, grow);
  const hashAnew = (): void => {
    hashing?.abandon();
    hashing = wheelhouse.threads.begin(unfinished.path);
    grow(file.written());
  };
  try {
    hashAnew();
    tracker.stand(beganWith);
    tracker.set({ state: 'downloading' });
    try {
      await bring(job, unfinished, file, {
        source: beganWith > 0 ? unfinished.source : null,
        onCleared: () => {
          joined = false;
          tracker.stand(0);
          hashAnew();
        },
        onReconnect: () => {
          joined = true;
        },
      });
      await file.flush();
    } catch (error) {
      if (!(error instanceof WrongLength)) throw error;
      await file.close();
      // What came before is still good where none of the wrong bytes was taken.
      if (error.taken || !joined) await unfinished.discard();
      throw hashMismatch(wanted, `${wanted.bytes} bytes`, error.found);
    }
    tracker.set({ state: 'verifying', total: file.length() });
    const [sha256] = await Promise.all([currentHash(hashing), file.sync()]);
    await file.close();
    const right = sha256 !== null && (wanted.sha256 === null || sha256 === wanted.sha256);
    if (right && (wanted.bytes === null || file.length() === wanted.bytes)) {
      const stored = await unfinished.keep(sha256);
      tracker.set({ state: 'done' });
      return stored;
    }
    if (joined && !last) return null;
    await unfinished.discard();
    throw hashMismatch(
      wanted,
      wanted.sha256 === null ? `${wanted.bytes} bytes` : `sha256 ${wanted.sha256}`,
      wanted.sha256 === null ? `${file.length()} bytes` : `sha256 ${sha256 ?? 'of nothing that can be read'}`,
    );
  } finally {
    abandon(hashing);
    await file.close();
  }
};

/** A variable that closures assign is narrowed by the compiler as if they never did. */
const currentHash = (hashing: Hashing | null): Promise<string | null> => hashing?.finish() ?? Promise.resolve(null);
const abandon = (hashing: Hashing | null): void => hashing?.abandon();

const bring = async (
  { wanted, http, signal, tracker, onNote }: WheelJob,
  unfinished: UnfinishedWheel,
  file: PartialFile,
  {
    source,
    onCleared,
    onReconnect,
  }: {
    source: UnfinishedWheel['source'];
    onCleared: () => void;
    onReconnect: () => void;
  },
): Promise<void> => {
  const onBytes = tracker.add;
  if (wanted.url.startsWith('file:')) return copyWheel(wanted, { file, signal, onBytes });
  return receive({
    wanted,
    http,
    signal,
    file,
    source,
    remember: unfinished.remember,
    startAgain: async (why) => {
      if (file.length() > 0) onNote({ kind: 'started-again', why });
      await file.clear();
      onCleared();
    },
    onBytes,
    onTotal: (total) => tracker.set({ total }),
    onReconnect: (error) => {
      onNote({ kind: 'reconnected', atBytes: file.length(), problem: error.problem });
      onReconnect();
    },
  });
};
