/** What a second start of the application hands to the first one before it ends (take-over.ts). */
export interface SecondStart {
  words: string[];
  cwd: string;
}

/** A file of its own, because it is needed before anything else is loaded. */
export const secondStart = (words: readonly string[], cwd: string): SecondStart => ({ words: [...words], cwd });
