/** One file of a package, as its RECORD lists it. */
export interface RecordEntry {
  /** Relative to site-packages, `/`-separated; untrusted. */
  path: string;
  /** `algorithm=digest` with the digest in URL-safe base64 without padding; empty for RECORD itself and bytecode. */
  hash: string;
  /** Bytes in decimal digits, or empty. */
  size: string;
}

/**
 * Reads a RECORD (CSV after PEP 376 and PEP 427: comma, double quotes, either line end). What is
 * damaged, such as a half line at the end, gives entries with empty fields and never a throw.
 */
export const parseRecord = (text: string): RecordEntry[] =>
  rowsOf(text.replace(/^\uFEFF/, '')).flatMap(([path = '', hash = '', size = '']) =>
    path === '' ? [] : [{ path, hash, size }],
  );

/** A field, quoted to its closing quote or plain as it stands, and what ends it. Matches everywhere. */
const field = /(?:"((?:[^"]|"")*)(?:"|$)|([^,\r\n]*))(,|\r\n|\n|\r|$)/g;

const rowsOf = (text: string): string[][] => {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain = '', end] of text.matchAll(field)) {
    row.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
};
