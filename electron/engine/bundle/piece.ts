import { isRecord } from '../../../shared/is-record.ts';
import type { Redactor } from './redactor.ts';
import { isSecretName } from './secret-patterns.ts';

/** A line of a kept file, as texts that may go on in the next line, and the way back from them. */
export interface Piece {
  texts: readonly string[];
  build: (texts: readonly string[]) => string;
}

export type PieceOf = (line: string, redactor: Redactor) => Piece;

/** A line of a text file. */
export const textPiece: PieceOf = (line) => ({ texts: [line], build: ([text = '']) => text });

/**
 * A line of a journal. What tools printed in a batch goes on from one event to the next; every other
 * value stands for itself. A line that a killed run tore is text like any other.
 */
export const journalPiece: PieceOf = (line, redactor) => {
  const event = parsed(line);
  if (event === null) return textPiece(line, redactor);
  const { lines, ...rest } = event;
  if (!Array.isArray(lines) || !lines.every(hasText))
    return { texts: [], build: () => JSON.stringify(redactValue(event, redactor)) };
  const others = redactValue(rest, redactor);
  return {
    texts: lines.map(({ text }) => text),
    build: (texts) =>
      JSON.stringify({
        ...others,
        lines: lines.map(({ text, ...more }, at) => ({ ...redactValue(more, redactor), text: texts[at] ?? text })),
      }),
  };
};

const parsed = (line: string): Record<string, unknown> | null => {
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) ? value : null;
  } catch {
    // The line that a power cut tore.
    return null;
  }
};

const hasText = (value: unknown): value is { text: string } & Record<string, unknown> =>
  isRecord(value) && typeof value['text'] === 'string';

/** The names of an event's own fields; a user of such a name must not make the journal unreadable. */
const fieldName = /^[A-Za-z][A-Za-z-]{0,30}$/;

/** A value with every string in it, and every key that is none of an event's own, redacted. */
export const redactValue = <T>(value: T, redactor: Redactor): T => redacted(value, redactor) as T;

const redacted = (value: unknown, redactor: Redactor): unknown => {
  if (typeof value === 'string') return redactor.text(value);
  if (Array.isArray(value)) return value.map((one) => redacted(one, redactor));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      fieldName.test(key) ? key : redactor.text(key),
      redactedField(key, inner, redactor),
    ]),
  );
};

const redactedField = (key: string, value: unknown, redactor: Redactor): unknown => {
  if (typeof value !== 'string') return redacted(value, redactor);
  // An event's kind is one of ours.
  if (key === 'type' && fieldName.test(value)) return value;
  return isSecretName(key) ? redactor.text(`${key}=${value}`).slice(key.length + 1) : redactor.text(value);
};
