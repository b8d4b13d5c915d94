/** How texts are put together. */
export const grammar = {
  stop: '.',
  betweenSentences: ' ',
  comma: ', ',
  colon: ': ',
  /** Follows what it belongs to. */
  brackets: (text: string): string => ` (${text})`,
};
