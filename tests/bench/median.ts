/** The middle one of these values, the upper one of two; NaN of none. */
export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** Milliseconds in whole numbers: the median and each of them. */
export const wordTimes = (ms: readonly number[]): string =>
  `median ${Math.round(median(ms))} ms (${ms.map(Math.round).join(', ')})`;
