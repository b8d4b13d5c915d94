import type { DownloadFile, DownloadProgress } from '../../../../shared/download.ts';
import type { Clock } from '../../interfaces/clock.ts';
import { createSpeed, type Speed } from './speed.ts';

/** One file's part; told by whoever downloads it. */
export interface Tracker {
  set: (change: Partial<Pick<DownloadFile, 'total' | 'state'>>) => void;
  /** So many bytes have come. */
  add: (bytes: number) => void;
  /** So many are there without having come now: an earlier run's, or 0 after a new start. */
  stand: (done: number) => void;
}

/** Milliseconds between two reports. */
const everyMs = 500;

interface Tracked {
  file: DownloadFile;
  /** Whether it is one of those that must be downloaded: the sums are of these. */
  counts: boolean;
  changed: boolean;
  speed: Speed;
}

/**
 * Reports twice a second while something is at work, and once at the end. The sums are of what has
 * to be downloaded: what the wheelhouse has already is checked, and shown, but is no download.
 */
export const createProgress = (clock: Clock, report: (progress: DownloadProgress) => void) => {
  const all: Tracked[] = [];
  const whole = createSpeed();

  const told = (): DownloadProgress => {
    const now = clock.now();
    const counted = all.filter(({ counts }) => counts).map(({ file }) => file);
    const done = counted.reduce((sum, file) => sum + file.done, 0);
    const total = counted.reduce<number | null>(
      (sum, file) => (sum === null || file.total === null ? null : sum + file.total),
      0,
    );
    const files: DownloadFile[] = [];
    for (const tracked of all) {
      const { file } = tracked;
      const active = file.state === 'downloading' || file.state === 'verifying';
      if (file.state === 'downloading') Object.assign(file, tracked.speed.sample(file.done, file.total, now));
      else Object.assign(file, { bytesPerSecond: null, msLeft: null });
      if (active || tracked.changed) files.push({ ...file });
      tracked.changed = false;
    }
    return { done, total, ...whole.sample(done, total, now), files };
  };

  const timer = setInterval(() => report(told()), everyMs);
  return {
    add: (name: string, filename: string, total: number | null, counts: boolean): Tracker => {
      const file: DownloadFile = {
        package: name,
        filename,
        done: 0,
        total,
        bytesPerSecond: null,
        msLeft: null,
        state: 'waiting',
      };
      const tracked: Tracked = { file, counts, changed: true, speed: createSpeed() };
      all.push(tracked);
      return {
        set: (change) => {
          Object.assign(file, change);
          tracked.changed = true;
        },
        add: (bytes) => {
          file.done += bytes;
          tracked.changed = true;
        },
        stand: (done) => {
          for (const speed of counts ? [whole, tracked.speed] : [tracked.speed]) speed.skip(done - file.done);
          file.done = done;
          tracked.changed = true;
        },
      };
    },
    end: (): void => {
      clearInterval(timer);
      report(told());
    },
  };
};
