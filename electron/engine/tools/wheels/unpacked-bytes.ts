import { type FileHandle, open } from 'node:fs/promises';
import { fromRandomAccessReaderPromise, RandomAccessReader } from 'yauzl';

/** A file takes whole blocks on the disk; 4 KiB is what ext4, NTFS and APFS use. */
const blockBytes = 4096;

/**
 * What the files of a wheel take on a disk, by its directory. Nothing is unpacked, and what the
 * directory says is only used for a sum: installers check each file themselves. Throws where it is no zip file.
 */
export const unpackedBytesOf = async (path: string): Promise<number> => {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const zip = await fromRandomAccessReaderPromise(new InLargeReads(file), size, {
      lazyEntries: true,
      autoClose: false,
    });
    let bytes = 0;
    for await (const { uncompressedSize } of zip.eachEntry())
      bytes += Math.ceil(uncompressedSize / blockBytes) * blockBytes;
    return bytes;
  } finally {
    await file.close();
  }
};

const readBytes = 1024 * 1024;

/** yauzl asks for a directory by two reads an entry, which takes seconds for 7,000 of them. */
class InLargeReads extends RandomAccessReader {
  readonly #file: FileHandle;
  #start = 0;
  #held = Buffer.alloc(0);

  constructor(file: FileHandle) {
    super();
    this.#file = file;
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    this.#copy(buffer.subarray(offset, offset + length), position).then(() => callback(null), callback);
  }

  async #copy(wanted: Buffer, position: number): Promise<void> {
    if (position < this.#start || position + wanted.length > this.#start + this.#held.length) {
      const held = Buffer.alloc(Math.max(readBytes, wanted.length));
      const { bytesRead } = await this.#file.read(held, 0, held.length, position);
      this.#start = position;
      this.#held = held.subarray(0, bytesRead);
    }
    const at = position - this.#start;
    if (this.#held.copy(wanted, 0, at, at + wanted.length) < wanted.length) throw new Error('unexpected end of file');
  }
}
