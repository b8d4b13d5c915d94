/** What an export holds at most. A mail takes about 20 MB; a journal shrinks to a tenth of its size in a zip. */
export const limits = {
  runs: 10,
  /** Bytes of a file's beginning: what was asked for, the computer, the findings and the plan. */
  beginning: 256 * 1024,
  /** Bytes of a file's newest lines. */
  newest: 8 * 1024 * 1024,
  /** Bytes of one line, which is held in memory; a longer one is left out. */
  line: 4 * 1024 * 1024,
} as const;

/** Bytes of a file of this size that are left out, as far as can be told without reading it. */
export const leftOutOf = (bytes: number): number => Math.max(0, bytes - limits.beginning - limits.newest);
