import type { Piece, PieceOf } from './piece.ts';
import type { Redactor } from './redactor.ts';

/** Letters that are redacted together: memory is bounded by it, and more at a time is faster. */
const groupLength = 64 * 1024;

/**
 * The lines of a kept file, redacted, each with its end. They are looked at together, because a
 * secret may begin in one and end in the next; the last text of a group is looked at again with what
 * follows it.
 */
export async function* redactLines(
  lines: AsyncIterable<string>,
  pieceOf: PieceOf,
  redactor: Redactor,
): AsyncGenerator<string> {
  let waiting: Piece[] = [];
  let length = 0;
  for await (const line of lines) {
    const piece = pieceOf(line, redactor);
    waiting.push(piece);
    length += line.length;
    if (length < groupLength) continue;
    const done = redactTogether(waiting, redactor);
    const last = done.findLastIndex(({ texts }) => texts.length > 0);
    const kept = last < 0 ? done.length : last;
    yield built(done.slice(0, kept));
    waiting = done.slice(kept);
    length = 0;
  }
  yield built(redactTogether(waiting, redactor));
}

const redactTogether = (pieces: readonly Piece[], redactor: Redactor): Piece[] => {
  const lines = redactor.text(pieces.flatMap(({ texts }) => texts).join('\n')).split('\n');
  let at = 0;
  /** As many lines as the text had before: what is taken out leaves its line breaks. */
  const take = (before: string): string => {
    const from = at;
    at += before.split('\n').length;
    return lines.slice(from, at).join('\n');
  };
  return pieces.map((piece) => ({ ...piece, texts: piece.texts.map(take) }));
};

const built = (pieces: readonly Piece[]): string => pieces.map(({ texts, build }) => `${build(texts)}\n`).join('');
