import { createHash } from 'node:crypto';

/** A file that a server gives out, made while it is sent: a gigabyte of it takes no memory. */
export interface ServedContent {
  bytes: number;
  /** The bytes from a place on, as many as are at hand. */
  from: (place: number) => Buffer;
  sha256: () => Promise<string>;
}

const blockBytes = 64 * 1024;

/** Noise, the same for the same seed (xorshift); each block carries its number. */
export const generatedContent = (bytes: number, seed = 1): ServedContent => {
  const noise = Buffer.alloc(blockBytes);
  let state = (seed * 0x9e3779b1) >>> 0 || 1;
  for (let at = 0; at < blockBytes; at += 4) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    noise.writeInt32LE(state, at);
  }
  const block = (number: number): Buffer => {
    const copy = Buffer.from(noise);
    copy.writeUInt32LE(number, 0);
    return copy.subarray(0, Math.min(blockBytes, bytes - number * blockBytes));
  };
  return content(bytes, (place) => block(Math.floor(place / blockBytes)).subarray(place % blockBytes));
};

const content = (bytes: number, from: ServedContent['from']): ServedContent => {
  let digest: Promise<string> | null = null;
  const hashAll = async (): Promise<string> => {
    const hash = createHash('sha256');
    for (let place = 0; place < bytes; ) {
      const chunk = from(place);
      hash.update(chunk);
      place += chunk.length;
    }
    return hash.digest('hex');
  };
  return {
    bytes,
    from,
    sha256: () => {
      digest ??= hashAll();
      return digest;
    },
  };
};
