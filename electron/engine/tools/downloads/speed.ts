/** Speed is that of so many last milliseconds, and unknown for the first ones. */
const windowMs = 3000;
const leastMs = 2000;
/** How much a new guess of the time left counts beside the old one, at each sample. */
const weight = 0.25;

export interface Speed {
  /** `done` bytes of `total` at `now` (ms); at least some samples a second make a steady answer. */
  sample: (done: number, total: number | null, now: number) => { bytesPerSecond: number | null; msLeft: number | null };
  /** So many bytes were there by themselves, or were thrown away: they are no speed. */
  skip: (bytes: number) => void;
}

/** Bytes a second over the last seconds, and a time left that does not jump with each of them. */
export const createSpeed = (): Speed => {
  let samples: { at: number; done: number }[] = [];
  let left: { at: number; ms: number } | null = null;
  return {
    sample: (done, total, now) => {
      samples.push({ at: now, done });
      // The last one that is older than the window stays: the window is never shorter than that.
      while (samples[1] !== undefined && now - samples[1].at >= windowMs) samples.shift();
      const first = samples[0];
      if (first === undefined || now - first.at < leastMs) return { bytesPerSecond: null, msLeft: null };
      const speed = Math.max(0, Math.round(((done - first.done) * 1000) / (now - first.at)));
      if (total === null || speed === 0) {
        left = null;
        return { bytesPerSecond: speed, msLeft: null };
      }
      const guess = (Math.max(0, total - done) * 1000) / speed;
      const before = left === null ? guess : Math.max(0, left.ms - (now - left.at));
      left = { at: now, ms: before + (guess - before) * weight };
      return { bytesPerSecond: speed, msLeft: Math.round(left.ms) };
    },
    skip: (bytes) => {
      samples = samples.map(({ at, done }) => ({ at, done: done + bytes }));
    },
  };
};
