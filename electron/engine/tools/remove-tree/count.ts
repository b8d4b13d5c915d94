/** Least time between two reports, in ms. */
export const leastMs = 100;

/** Counts what was deleted and reports it, ten times a second at most, and at the end. */
export const countRemoved = (report: (removed: number) => void = () => undefined) => {
  let removed = 0;
  let told = 0;
  let last = performance.now();
  const tell = (): void => {
    told = removed;
    report(removed);
  };
  return {
    add: (more: number): void => {
      removed += more;
      const now = performance.now();
      if (now - last < leastMs) return;
      last = now;
      tell();
    },
    end: (): void => {
      if (told < removed) tell();
    },
  };
};
