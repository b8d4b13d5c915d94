/** Bytes of each stream that are kept for the caller to read: far more than a resolver's report. */
const keptBytes = 16 * 1024 * 1024;

/** A program's whole output, or the end of it where it is too much to keep. */
interface KeptOutput {
  add: (bytes: Uint8Array) => void;
  text: () => string;
}

/**
 * Where the beginning had to go, the text says so in its first line: a parser then fails on it
 * instead of taking half an answer for the whole.
 */
export const createKeptOutput = (limit = keptBytes): KeptOutput => {
  const chunks: Uint8Array[] = [];
  let kept = 0;
  let dropped = 0;
  return {
    add: (bytes) => {
      chunks.push(bytes);
      kept += bytes.length;
      while (kept > limit && chunks.length > 1) {
        const length = chunks.shift()?.length ?? 0;
        kept -= length;
        dropped += length;
      }
    },
    text: () => {
      const text = new TextDecoder().decode(Buffer.concat(chunks));
      return dropped === 0 ? text : `[the first ${dropped} bytes were left out]\n${text}`;
    },
  };
};
