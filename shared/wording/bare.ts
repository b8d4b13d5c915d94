/**
 * Evidence from elsewhere ends with its own full stop, several, or none: here it always has none. A
 * loop, because an expression anchored at the end takes minutes for 100 kB of blanks.
 */
export const bare = (text: string): string => {
  let end = text.length;
  while (end > 0 && /[\s.:;,。：；，]/.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end).trimStart();
};
