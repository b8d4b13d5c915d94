import type { Row } from './row.ts';

/** So much worse than written down is noise of a machine. */
const band = 1.35;
/** And so little is noise of any single start or rename. */
const slackMs = 10;

export interface Comparison {
  /** One sentence for each row that is worse than it was, or that was not measured. */
  worse: string[];
  /** Rows that nothing is written down of yet. */
  unknown: string[];
}

/**
 * Compares what was measured with what is written down. A time counts by its ratio to what was timed
 * beside it, never by itself, so that another machine may be faster or slower as a whole; memory, and
 * what has nothing beside it, by itself.
 */
export const compare = (written: readonly Row[], measured: readonly Row[]): Comparison => {
  const now = new Map(measured.map((row) => [row.id, row]));
  const before = new Set(written.map(({ id }) => id));
  return {
    worse: written.flatMap((row) => {
      const found = now.get(row.id);
      return found === undefined ? [`${row.id}: was not measured`] : worse(row, found);
    }),
    unknown: measured.flatMap(({ id }) => (before.has(id) ? [] : [id])),
  };
};

const worse = (was: Row, is: Row): string[] => {
  if (was.medianMs !== null && is.medianMs !== null) {
    const wasRatio = was.medianMs.ours / was.medianMs.against;
    const isRatio = is.medianMs.ours / is.medianMs.against;
    const expectedMs = wasRatio * is.medianMs.against;
    if (isRatio <= wasRatio * band || is.medianMs.ours - expectedMs <= slackMs) return [];
    return [
      `${is.id}: ${is.what} takes ${isRatio.toFixed(2)} times as long as ${is.against}; it was ${wasRatio.toFixed(2)}`,
    ];
  }
  const isWorse = is.value > was.value * band && (is.unit !== 'ms' || is.value - was.value > slackMs);
  return isWorse ? [`${is.id}: ${is.what} is ${is.value.toFixed(0)} ${is.unit}; it was ${was.value.toFixed(0)}`] : [];
};
