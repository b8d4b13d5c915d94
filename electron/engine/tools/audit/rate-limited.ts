/** Least time between two reports, in ms. */
const leastMs = 100;

/** Reports bytes done of a total, ten times a second at most; the last report is always made. */
export const rateLimited = (report: (done: number, total: number) => void) => {
  let done = 0;
  let total = 0;
  let last = Number.NEGATIVE_INFINITY;
  return {
    begin: (bytes: number): void => {
      done = 0;
      total = bytes;
    },
    add: (bytes: number): void => {
      done += bytes;
      const now = performance.now();
      if (bytes === 0 || now - last < leastMs) return;
      last = now;
      report(Math.min(done, total), total);
    },
    end: (): void => {
      if (total > 0) report(total, total);
    },
  };
};
