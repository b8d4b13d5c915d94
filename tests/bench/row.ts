import { z } from 'zod';
import { median } from './median.ts';

/** One result of the benchmark, as docs/performance.json keeps it. */
export const rowSchema = z.strictObject({
  /** Stays the same from one version to the next: `npm run bench:check` compares by it. */
  id: z.string(),
  what: z.string(),
  against: z.string(),
  /** × is a ratio of two times; which of them is above tells the target. */
  unit: z.enum(['×', 'ms', 'MB']),
  value: z.number(),
  target: z.union([z.strictObject({ atMost: z.number() }), z.strictObject({ atLeast: z.number() })]),
  /** Of what was timed and of what it was compared with, in the same run; null where no time was compared. */
  medianMs: z.strictObject({ ours: z.number(), against: z.number() }).nullable(),
  pairs: z.number().int(),
  note: z.string(),
});

export type Row = z.infer<typeof rowSchema>;

/** Prints lines while it measures, and answers what it found. Throws where it cannot measure at all. */
export type Measure = (say: (line: string) => void) => Promise<Row[]>;

interface Words {
  id: string;
  what: string;
  against: string;
  note?: string;
}

/** Milliseconds of each round, both of the same rounds. */
interface Times {
  ours: readonly number[];
  against: readonly number[];
}

const row = (
  { id, what, against, note = '' }: Words,
  times: Times,
  rest: Pick<Row, 'unit' | 'value' | 'target'>,
): Row => ({
  id,
  what,
  against,
  ...rest,
  medianMs: { ours: median(times.ours), against: median(times.against) },
  pairs: times.ours.length,
  note,
});

/** Ours may take at most so many times what the other one takes. */
export const atMostTimes = (most: number, words: Words, times: Times): Row =>
  row(words, times, {
    unit: '×',
    value: median(times.ours) / median(times.against),
    target: { atMost: most },
  });

/** The other one must take at least so many times what ours takes: `3` is three times as fast. */
export const timesFaster = (least: number, words: Words, times: Times): Row =>
  row(words, times, {
    unit: '×',
    value: median(times.against) / median(times.ours),
    target: { atLeast: least },
  });

/** Ours may take so many milliseconds; the other time only tells what this machine is. */
export const atMostMs = (most: number, words: Words, times: Times): Row =>
  row(words, times, { unit: 'ms', value: median(times.ours), target: { atMost: most } });

/** Something else than a time that was compared: memory, or the longest pause. */
export const atMostOf = (
  unit: 'ms' | 'MB',
  most: number,
  { note = '', ...words }: Words,
  values: readonly number[],
): Row => ({
  ...words,
  unit,
  value: median(values),
  target: { atMost: most },
  medianMs: null,
  pairs: values.length,
  note,
});

export const isReached = ({ value, target }: Pick<Row, 'value' | 'target'>): boolean =>
  'atMost' in target ? value <= target.atMost : value >= target.atLeast;
