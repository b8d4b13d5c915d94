import { type Event, type EventOf, eventSchema } from '../../../../shared/events.ts';

export interface JournalLimits {
  /** Bytes of the beginning and of the end that are kept whole. */
  head: number;
  tail: number;
}

/**
 * The text of a journal without the output in its middle: each row of events with output becomes one
 * event that says how much it stands for. Everything else stays, so that a replay differs from what
 * happened in nothing but old lines of the log. Can be done again to what it has made.
 */
export const shortened = (text: Buffer, { head, tail }: JournalLimits): string => {
  const kept: string[] = [];
  let row: EventOf<'lines'> | null = null;
  const endRow = (): void => {
    if (row !== null) kept.push(JSON.stringify(row));
    row = null;
  };
  for (let from = 0; from < text.length; ) {
    const newline = text.indexOf('\n', from);
    const end = newline < 0 ? text.length : newline;
    const line = text.toString('utf8', from, end);
    const output = from < head || from > text.length - tail ? null : outputIn(line);
    if (output === null) {
      endRow();
      kept.push(line);
    } else row = together(row, output);
    from = end + 1;
  }
  endRow();
  return kept.map((line) => `${line}\n`).join('');
};

const together = (row: EventOf<'lines'> | null, next: EventOf<'lines'>): EventOf<'lines'> => ({
  ...next,
  lines: [],
  leftOut: {
    events: (row?.leftOut?.events ?? 0) + (next.leftOut?.events ?? 1),
    lines: (row?.leftOut?.lines ?? 0) + (next.leftOut?.lines ?? 0) + next.lines.length,
  },
});

/** Most of a large journal is output; only that is read. */
const outputIn = (line: string): EventOf<'lines'> | null => {
  if (!line.includes('"type":"lines"')) return null;
  const event = parseEvent(line);
  return event?.type === 'lines' ? event : null;
};

/** The event in a journal's line; undefined where there is none. */
export const parseEvent = (line: string): Event | undefined => {
  try {
    return eventSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
};
