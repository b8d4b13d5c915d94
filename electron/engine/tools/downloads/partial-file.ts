import { type FileHandle, open } from 'node:fs/promises';
import { worthSyncing } from '../wheelhouse/layout.ts';

/** More than this never waits in memory to be written: a kill would lose it. */
const mostWaiting = 128 * 1024;
/** The system is told so often to write to the disk what it has, so that a whole wheel does not wait for that at the end. */
const syncBytes = 32 * 1024 * 1024;

/** A file that a download is written to, in order. */
export interface PartialFile {
  /** Bytes that the system has: a kill of this process does not lose them. */
  written: () => number;
  /** Bytes written or about to be. */
  length: () => number;
  /** Takes the next bytes; returns when there is room for more. Throws the system's errors, also of earlier bytes. */
  append: (chunk: Buffer) => Promise<void>;
  /** Returns when all bytes are written. */
  flush: () => Promise<void>;
  /** Returns when all bytes are written, and those of a file that is worth it are on the disk. */
  sync: () => Promise<void>;
  /** Back to no bytes. */
  clear: () => Promise<void>;
  close: () => Promise<void>;
}

/** Goes on after the first `bytes` of what is there. `onWritten` hears how far it is. */
export const openPartialFile = async (
  path: string,
  bytes: number,
  onWritten: (written: number) => void,
): Promise<PartialFile> => {
  const file = await open(path, bytes === 0 ? 'w' : 'r+');
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  let length = bytes;
  let written = bytes;
  let synced = bytes;
  let writing: Promise<void> | null = null;
  let syncing: Promise<void> | null = null;

  const writeAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const chunks = waiting;
      waiting = [];
      waitingBytes = 0;
      await writeWhole(file, chunks, written);
      for (const chunk of chunks) {
        written += chunk.length;
        giveBack(chunk);
      }
      onWritten(written);
      if (written - synced >= syncBytes && syncing === null) syncing = syncUpTo(written);
    }
    writing = null;
  };

  const syncUpTo = async (place: number): Promise<void> => {
    await file.datasync();
    synced = place;
    syncing = null;
  };

  const flush = async (): Promise<void> => {
    await writing;
  };

  return {
    written: () => written,
    length: () => length,
    append: async (chunk) => {
      waiting.push(chunk);
      waitingBytes += chunk.length;
      length += chunk.length;
      writing ??= writeAll();
      // Whoever comes next hears of it.
      writing.catch(() => undefined);
      if (waitingBytes > mostWaiting) await writing;
    },
    flush,
    sync: async () => {
      await flush();
      await syncing;
      if (written >= worthSyncing) await file.datasync();
    },
    clear: async () => {
      await flush();
      await syncing;
      await file.truncate(0);
      length = 0;
      written = 0;
      synced = 0;
    },
    close: async () => {
      await writing?.catch(() => undefined);
      await syncing?.catch(() => undefined);
      await file.close();
    },
  };
};

/** The system may take a part only: the disk is nearly full, and the rest gives the error. */
const writeWhole = async (file: FileHandle, chunks: readonly Buffer[], place: number): Promise<void> => {
  const bytes = chunks.reduce((sum, { length }) => sum + length, 0);
  const { bytesWritten } = await file.writev([...chunks], place);
  if (bytesWritten === bytes) return;
  const all = Buffer.concat(chunks);
  for (let done = bytesWritten; done < bytes; )
    done += (await file.write(all, done, bytes - done, place + done)).bytesWritten;
};

/**
 * Frees a chunk's memory at once where nothing but the chunk is in it. Left to the garbage collector,
 * a gigabyte in small chunks has it at work for a third of the time, and the memory grows.
 */
const giveBack = ({ buffer, byteLength }: Buffer): void => {
  if (byteLength === buffer.byteLength && canTransfer(buffer)) buffer.transfer(0);
};

/** Node 22 and newer. */
const canTransfer = (buffer: object): buffer is { transfer: (bytes: number) => void } =>
  'transfer' in buffer && typeof buffer.transfer === 'function';
