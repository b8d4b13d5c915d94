import { randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { createColumn, large } from './column.ts';

/** Texts in a file of our own, a line each: a log's texts would fill the memory. */
export interface TextFile {
  add: (text: string) => void;
  /** The text with this number; it must be there. */
  read: (index: number) => string;
  /** Numbers of the texts from `from` on that hold `needle`, ascending. */
  search: (needle: string, from: number, found: (index: number) => void) => void;
  close: () => void;
}

const waitingBytes = 256 * 1024;
const searchedBytes = 1024 * 1024;
const newLine = '\n';

/**
 * `folder` is one of the application's own. The file has no name any more as soon as it is open, so
 * that nothing is left of it however this process ends. Throws the system's errors.
 */
export const createTextFile = (folder: string): TextFile => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${randomUUID()}.txt`);
  const file = openSync(path, 'wx+', 0o600);
  try {
    unlinkSync(path);
  } catch {
    // Some systems refuse while it is open; it is tried again at the end.
  }
  /** Where each text ends in the file, its line break included. */
  const ends = createColumn(large);
  let waiting: string[] = [];
  let waitingLength = 0;
  let length = 0;
  let written = 0;
  const startOf = (index: number): number => (index === 0 ? 0 : ends.at(index - 1));

  const flush = (): void => {
    if (waiting.length === 0) return;
    const bytes = Buffer.from(waiting.join(''));
    waiting = [];
    waitingLength = 0;
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, bytes.length - at, written + at);
    written += bytes.length;
  };

  /** What a search reads goes into the same memory again. */
  let piece: Buffer | null = null;

  const readAt = (from: number, to: number, into: Buffer = Buffer.allocUnsafe(to - from)): Buffer => {
    const bytes = into.subarray(0, to - from);
    let at = 0;
    while (at < bytes.length) {
      const read = readSync(file, bytes, at, bytes.length - at, from + at);
      if (read === 0) break;
      at += read;
    }
    return bytes.subarray(0, at);
  };

  return {
    add: (text) => {
      waiting.push(text, newLine);
      const bytes = Buffer.byteLength(text) + 1;
      length += bytes;
      waitingLength += bytes;
      ends.push(length);
      if (waitingLength > waitingBytes) flush();
    },
    read: (index) => {
      flush();
      return readAt(startOf(index), ends.at(index) - 1).toString('utf8');
    },
    search: (needle, from, found) => {
      flush();
      const wanted = Buffer.from(needle);
      piece ??= Buffer.allocUnsafe(searchedBytes);
      let line = from;
      for (let begin = startOf(from); begin < length; ) {
        const end = Math.min(length, begin + searchedBytes);
        const bytes = readAt(begin, end, piece);
        let at = bytes.indexOf(wanted);
        while (at >= 0) {
          while (ends.at(line) <= begin + at) line += 1;
          found(line);
          // What is found twice in a line counts once.
          const next = ends.at(line) - begin;
          line += 1;
          at = next < bytes.length ? bytes.indexOf(wanted, next) : -1;
        }
        // One that begins at the end of this piece is seen whole in the next; the rest of a found line is passed over.
        begin = end === length ? length : Math.max(end - wanted.length + 1, startOf(line));
      }
    },
    close: () => {
      closeSync(file);
      try {
        unlinkSync(path);
      } catch {
        // It has no name any more, as it should be.
      }
    },
  };
};
