import { randomUUID } from 'node:crypto';
import { open, rename, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Zip, ZipDeflate } from 'fflate';
import { fileFailure } from '../file-failure.ts';
import { patiently } from '../patiently.ts';
import { syncFolder } from '../sync-folder.ts';

export interface ZipFile {
  /** Adds one file, of texts that are written one after the other; its size in bytes. */
  add: (name: string, texts: AsyncIterable<string> | Iterable<string>) => Promise<number>;
}

/** Readable by everybody who may read the folder, as any document; 3 is Unix, whose programs else give it no mode at all. */
const mode = { os: 3, attrs: 0o100644 << 16 };

/**
 * Makes a zip by `fill` beside its place, with `at` (milliseconds since the epoch) as the time of
 * each file, and puts it there when it is on the disk. Only what is being compressed is in memory.
 * Throws what `fill` throws, and Failing for the system's errors.
 */
export const writeZip = async (path: string, at: number, fill: (zip: ZipFile) => Promise<void>): Promise<void> => {
  const fresh = join(dirname(path), `${randomUUID()}.tmp`);
  let isMade = false;
  try {
    const file = await open(fresh, 'wx', 0o600);
    isMade = true;
    try {
      let ready: Uint8Array[] = [];
      const zip = new Zip((error, chunk) => {
        if (error !== null) throw error;
        ready.push(chunk);
      });
      const flush = async (): Promise<void> => {
        const chunks = ready;
        ready = [];
        if (chunks.length > 0) await file.appendFile(Buffer.concat(chunks));
      };
      await fill({ add: (name, texts) => addTo({ zip, flush, at }, name, texts) });
      zip.end();
      await flush();
      await file.sync();
    } finally {
      await file.close();
    }
    await patiently(() => rename(fresh, path), new AbortController().signal);
    await syncFolder(dirname(path));
  } catch (error) {
    // The first error is the one to tell; a file of this name is in nobody's way.
    if (isMade) await unlink(fresh).catch(() => undefined);
    throw await fileFailure(error, path);
  }
};

const addTo = async (
  { zip, flush, at }: { zip: Zip; flush: () => Promise<void>; at: number },
  name: string,
  texts: AsyncIterable<string> | Iterable<string>,
): Promise<number> => {
  const entry = Object.assign(new ZipDeflate(name, { level: 6 }), { mtime: at, ...mode });
  zip.add(entry);
  let bytes = 0;
  for await (const text of texts) {
    const part = Buffer.from(text);
    bytes += part.length;
    entry.push(part);
    await flush();
  }
  entry.push(new Uint8Array(0), true);
  await flush();
  return bytes;
};
