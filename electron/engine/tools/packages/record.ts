/** One file of a package, as its RECORD lists it. */
export interface RecordEntry {
  /** Relative to site-packages, `/`-separated; untrusted. */
  path: string;
  /** `algorithm=digest` with the digest in URL-safe base64 without padding; empty for RECORD itself and bytecode. */
  hash: string;
  /** Bytes in decimal digits, or empty. */
  size: string;
}

/** The largest packages have some 20,000 files; RECORD is not to be trusted. */
const mostEntries = 500_000;

/**
 * Reads a RECORD (CSV after PEP 376 and PEP 427: comma, double quotes, either line end) as Python's
 * csv module does, in one pass. What is damaged, such as a half line at the end, gives entries with
 * empty fields and never a throw.
 */
export const parseRecord = (text: string): RecordEntry[] => {
  const entries: RecordEntry[] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length && entries.length < mostEntries) {
    const row: string[] = [];
    let more = true;
    while (more) {
      const { value, end } = fieldAt(text, at);
      if (row.length < 3) row.push(value);
      more = text[end] === ',';
      at = text.startsWith('\r\n', end) ? end + 2 : end + 1;
    }
    const [path = '', hash = '', size = ''] = row;
    if (path !== '') entries.push({ path, hash, size });
  }
  return entries;
};

/** Longer names no system takes (PATH_MAX of Linux). */
const mostCharacters = 4096;

/** As installers write one; some list no hashes at all, or in a form of their own. */
export const isValidEntry = ({ path, hash, size }: RecordEntry): boolean =>
  path.length <= mostCharacters &&
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what a power cut leaves are exactly these
  !/[\0-\x1f\ufffd]/.test(path) &&
  /^(?:[a-z0-9]+=[A-Za-z0-9_+/-]+=*)?$/.test(hash) &&
  /^\d*$/.test(size);

/** A comma, a line's end. */
const delimiter = /[,\r\n]/g;

/** The field that begins there, without its quotes, and where the comma, line end or end of text after it is. */
const fieldAt = (text: string, start: number): { value: string; end: number } => {
  if (text[start] !== '"') {
    const end = delimiterFrom(text, start);
    return { value: text.slice(start, end), end };
  }
  let close = text.indexOf('"', start + 1);
  let doubled = false;
  while (close >= 0 && text[close + 1] === '"') {
    doubled = true;
    close = text.indexOf('"', close + 2);
  }
  const stop = close < 0 ? text.length : close;
  const quoted = text.slice(start + 1, stop);
  const end = delimiterFrom(text, Math.min(stop + 1, text.length));
  return { value: (doubled ? quoted.replaceAll('""', '"') : quoted) + text.slice(stop + 1, end), end };
};

const delimiterFrom = (text: string, start: number): number => {
  delimiter.lastIndex = start;
  return delimiter.exec(text)?.index ?? text.length;
};
