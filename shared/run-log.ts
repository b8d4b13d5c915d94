import { z } from 'zod';
import type { Outcome, Verb } from './events.ts';
import type { LogLine } from './run-state.ts';

/**
 * The whole log of any run that is kept, as a view asks for it piece by piece: a log may have a
 * million lines. A view names a run by its id, never by a path. `position` counts the lines that a
 * filter shows, from 0; a line's `index` counts all.
 */

/** An id is the name of a run's folder; nothing in it leads anywhere else. */
export const runIdSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/);

export const logLevelSchema = z.enum(['all', 'notable', 'errors']);

export const logFilterSchema = z.strictObject({
  /** A step's id; null for every line, those of no step included. */
  step: z.string().min(1).max(200).nullable(),
  level: logLevelSchema,
});

const position = z.number().int().min(0).max(1e9);

/** Lines that are asked for at a time, at most. */
export const mostLines = 500;

const asked = {
  run: runIdSchema,
  filter: logFilterSchema,
  /** Plain text that is looked for whatever its case; empty for nothing. */
  search: z.string().max(200),
};

export const logLinesSchema = z.strictObject({
  ...asked,
  from: position,
  count: z.number().int().min(0).max(mostLines),
});
export const logFindSchema = z.strictObject({ ...asked, from: position, backwards: z.boolean() });
/** `range`: positions, both included; null for all that match the search, or all where there is none. */
export const logTextSchema = z.strictObject({
  ...asked,
  range: z.strictObject({ from: position, to: position }).nullable(),
});

export type LogLevel = z.infer<typeof logLevelSchema>;
export type LogFilter = z.infer<typeof logFilterSchema>;
export type LogQuery = Pick<z.infer<typeof logLinesSchema>, 'filter' | 'search'>;

/** A run whose journal is kept. */
export interface KeptLog {
  run: string;
  /** Milliseconds since the epoch at which it began; null where its journal does not tell. */
  at: number | null;
  verb: Verb | null;
  environment: string | null;
  /** Null for a run that is still at work, and for one that wrote no end. */
  outcome: Outcome['kind'] | null;
}

/**
 * How far a log goes: it is still being read; it has the run's end; it has none (yet); its last line
 * is cut short, as a crash leaves it; or something unreadable stands in it, and nothing after that is shown.
 */
export type LogEnd = 'reading' | 'finished' | 'open' | 'torn' | 'damaged';

export interface LogState {
  end: LogEnd;
  /** Lines so far, and those that the filter shows. */
  total: number;
  shown: number;
  /** Lines among those shown that the search finds; 0 without a search. */
  matches: number;
  /** Steps that have lines, in their order. */
  steps: { id: string; title: string }[];
  /** Index of the first error of the step that failed, or of the run; null where there is none. */
  failure: number | null;
}

/** `hidden`: letters at the end of a very long line that are not in `text`. */
export type ShownLine = LogLine & { hidden: number };

export interface LogPage {
  state: LogState;
  from: number;
  lines: ShownLine[];
}

/** `ordinal` counts the matches from 1. */
export type FoundLine = { position: number; ordinal: number } | null;

/** `of`: how many lines were asked for; more than `lines` where the text would be too long. */
export interface LogText {
  text: string;
  lines: number;
  of: number;
}
