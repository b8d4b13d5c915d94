import { bare } from './bare.ts';
import { texts } from './catalogue.ts';

/** How texts are put together in the current language: Chinese has other marks, and no spaces after them. */

/** With one full stop at its end, whatever it ended with. */
export const ended = (text: string): string => bare(text) + texts().grammar.stop;

/** Whole sentences as one text; empty ones are left out. */
export const sentences = (parts: readonly string[]): string =>
  parts.filter((part) => part !== '').join(texts().grammar.betweenSentences);

/** What follows in brackets, with its space before; empty for nothing. */
export const inBrackets = (text: string | null): string =>
  text === null || text === '' ? '' : texts().grammar.brackets(text);

/** a, b: a list without a word before its last part. */
export const commas = (parts: readonly string[]): string => parts.join(texts().grammar.comma);

/** Title: text. */
export const titled = (title: string, text: string): string => title + texts().grammar.colon + text;
