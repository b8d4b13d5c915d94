/** Anything that a path is separated by, once or several times: `\\` in JSON, `%5C` and `%252F` in addresses. */
export const separator = String.raw`(?:[\\/]|%(?:25){0,4}(?:2F|5C)|\\{1,8}u00(?:2f|5c)){1,16}`;

/** What may stand between two letters: tools break lines at a terminal's width. */
const lineBreak = String.raw`\n?`;

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
const hex = (number: number, digits: number): string => number.toString(16).padStart(digits, '0');

/** `%C3%BC`, and `%25C3%25BC` where it was encoded twice. */
const percentEncoded = (letter: string): string =>
  [...Buffer.from(letter)].map((byte) => `%(?:25){0,4}${hex(byte, 2)}`).join('');

/** `\u00fc` (JSON), `\xfc` (Python) and `\303\274` (a shell, git), with as many backslashes as there are levels. */
const backslashEncoded = (letter: string): string[] => {
  const units = Array.from({ length: letter.length }, (_, at) => hex(letter.charCodeAt(at), 4));
  const code = letter.codePointAt(0) ?? 0;
  return [
    units.map((unit) => `${String.raw`\\{1,8}`}u${unit}`).join(''),
    ...(code < 256 ? [`${String.raw`\\{1,8}`}x${hex(code, 2)}`] : [`${String.raw`\\{1,8}`}U${hex(code, 8)}`]),
    ...(code < 128
      ? []
      : [[...Buffer.from(letter)].map((byte) => `${String.raw`\\{1,8}`}${byte.toString(8)}`).join('')]),
  ];
};

/** UTF-8 read as another encoding, and letters that an encoding does not have. */
const garbled = (letter: string): string[] =>
  letter.charCodeAt(0) < 128
    ? []
    : [escaped(Buffer.from(letter).toString('latin1')), String.raw`\ufffd{1,4}`, String.raw`\?{1,4}`];

const casesOf = (letter: string): string[] => [...new Set([letter, letter.toLowerCase(), letter.toUpperCase()])];

const letterPattern = (letter: string): string => {
  const cases = casesOf(letter);
  return [
    escaped(letter),
    ...cases.map(percentEncoded),
    ...cases.flatMap(backslashEncoded),
    ...garbled(letter),
    ...(letter === ' ' ? [String.raw`\+`, String.raw`\\{1,8} `] : []),
  ].join('|');
};

/** One letter in every form; macOS writes ü in paths as u and two dots. */
const anyForm = (letter: string): string => {
  if (letter === '/' || letter === '\\') return separator;
  const parts = [...letter.normalize('NFD')];
  const apart = parts.length > 1 ? [parts.map((part) => `(?:${letterPattern(part)})`).join('')] : [];
  return `(?:${[letterPattern(letter), ...apart].join('|')})`;
};

const plainForm = (letter: string): string => {
  if (letter === '/' || letter === '\\') return separator;
  const apart = letter.normalize('NFD');
  const forms = [escaped(letter), ...(apart === letter ? [] : [escaped(apart)]), ...garbled(letter)];
  return forms.length === 1 ? (forms[0] ?? '') : `(?:${forms.join('|')})`;
};

/** A regular expression's source for a text; see `literalPattern`. */
export interface LiteralPattern {
  /** For a text without `%` and `\`: the same at a fraction of the time. */
  plain: string;
  /** In every form: percent-encoded, escaped for JSON, Python or a shell, composed otherwise, garbled. */
  full: string;
}

/**
 * A text as it may stand in a log, whatever wrote it; to be used with the flags `iu`. `wraps`: it may
 * be broken over two lines anywhere.
 */
export const literalPattern = (text: string, { wraps }: { wraps: boolean }): LiteralPattern => {
  const letters = [...text.normalize('NFC').replace(/[\\/]+/g, '/')];
  const between = wraps ? lineBreak : '';
  return { plain: letters.map(plainForm).join(between), full: letters.map(anyForm).join(between) };
};
