/** trying again in 4 s → Trying again in 4 s, for words that other views use in the middle of a line. */
export const sentenceCase = (text: string): string => text.charAt(0).toLocaleUpperCase('en-GB') + text.slice(1);
