import type { grammar as english } from '../en/grammar.ts';

/** Full-width marks carry their own space, so none follows them. */
export const grammar: typeof english = {
  stop: '。',
  betweenSentences: '',
  comma: '、',
  colon: '：',
  brackets: (text) => `（${text}）`,
};
