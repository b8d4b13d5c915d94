import type { grammar as english } from '../en/grammar.ts';

export const grammar: typeof english = {
  stop: '.',
  betweenSentences: ' ',
  comma: ', ',
  colon: ': ',
  brackets: (text) => ` (${text})`,
};
