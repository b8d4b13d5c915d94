export interface Part {
  text: string;
  isMatch: boolean;
  /** Where it begins; its key. */
  at: number;
}

/** A line's text in parts, those that a search finds among them; as many as a reader can tell apart. */
const mostMatches = 50;

export const partsOf = (text: string, search: string): Part[] => {
  const wanted = search.trim().toLowerCase();
  const lower = text.toLowerCase();
  // Letters that become two in lower case would shift what is marked.
  if (wanted === '' || lower.length !== text.length) return [{ text, isMatch: false, at: 0 }];
  const parts: Part[] = [];
  let done = 0;
  for (let at = lower.indexOf(wanted); at >= 0 && parts.length < mostMatches * 2; at = lower.indexOf(wanted, done)) {
    if (at > done) parts.push({ text: text.slice(done, at), isMatch: false, at: done });
    done = at + wanted.length;
    parts.push({ text: text.slice(at, done), isMatch: true, at });
  }
  return done < text.length || parts.length === 0
    ? [...parts, { text: text.slice(done), isMatch: false, at: done }]
    : parts;
};
