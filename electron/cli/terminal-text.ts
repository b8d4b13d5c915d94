import { stripVTControlCharacters } from 'node:util';
import picocolors from 'picocolors';

/** How a view may draw: everything that decides its lines beside the run's state. */
export interface Look {
  /** Milliseconds since the epoch. */
  now: number;
  /** Columns of the terminal. */
  width: number;
  colors: boolean;
  /** False on terminals whose fonts lack the signs. */
  unicode: boolean;
  /** Whether keys are listened to. */
  keys: boolean;
}

type Style = 'bold' | 'dim' | 'good' | 'bad' | 'attention' | 'active';

/** A line as pieces of text with their styles, so that it is cut before it is coloured. */
export type Line = readonly (string | readonly [Style, string])[];

/** Text from manifests, tools and paths without what would steer a terminal or turn its writing direction. */
export const printable = (text: string): string =>
  stripVTControlCharacters(text)
    .replace(/[\t\r\n]+/g, ' ')
    .replace(/[\p{Cc}\p{Bidi_Control}]/gu, '');

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Columns that a text takes: two for East Asian wide characters and emoji. */
export const widthOf = (text: string): number =>
  [...segmenter.segment(text)].reduce((sum, { segment }) => sum + columns(segment), 0);

const columns = (character: string): number =>
  /^(?:\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Emoji_Presentation}|[\u3000-\u303f\uff01-\uff60])/u.test(
    character,
  )
    ? 2
    : 1;

/** The text where it fits, else its beginning and an ellipsis. */
export const cut = (text: string, width: number): string => {
  if (widthOf(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const { segment } of segmenter.segment(text)) {
    used += columns(segment);
    if (used > width - 1) break;
    kept += segment;
  }
  return width < 1 ? '' : `${kept}…`;
};

export const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));

/** One line for a terminal: cleaned, cut to its width, coloured. */
export const draw = (line: Line, { width, colors }: Pick<Look, 'width' | 'colors'>): string => {
  const { bold, dim, green, red, yellow, cyan } = picocolors.createColors(colors);
  const paint: Record<Style, (text: string) => string> = {
    bold,
    dim,
    good: green,
    bad: red,
    attention: yellow,
    active: cyan,
  };
  let left = width;
  let drawn = '';
  for (const piece of line) {
    const [style, raw] = typeof piece === 'string' ? [null, piece] : piece;
    const clean = printable(raw);
    const text = cut(clean, left);
    drawn += style === null ? text : paint[style](text);
    left -= widthOf(text);
    if (text !== clean) break;
  }
  return drawn.trimEnd();
};
