/** Bytes of each digest; the names are Node's as well as RECORD's. */
const digestBytes: ReadonlyMap<string, number> = new Map([
  ['sha256', 32],
  ['sha384', 48],
  ['sha512', 64],
]);

/**
 * What a RECORD's hash says, with the digest as `createHash` gives it in base64url; null for a hash
 * of another kind, which nothing can be compared with. RECORD is to have URL-safe base64 without
 * padding (PEP 376), and flit and some wheels (gmsh) write hexadecimal digits.
 */
export const comparableHash = (hash: string): { algorithm: string; digest: string } | null => {
  const [, algorithm = '', text = ''] = /^(sha\d{3})=([A-Za-z0-9_-]+)=*$/.exec(hash) ?? [];
  const bytes = digestBytes.get(algorithm);
  if (bytes === undefined) return null;
  if (text.length === Math.ceil((bytes * 4) / 3)) return { algorithm, digest: text };
  if (text.length !== bytes * 2 || !/^[0-9a-f]+$/i.test(text)) return null;
  return { algorithm, digest: Buffer.from(text, 'hex').toString('base64url') };
};
