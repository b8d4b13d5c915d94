import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { throwIfCancelled } from '../../failing.ts';
import { leftOutOf, limits } from './limits.ts';

const chunkBytes = 64 * 1024;
const newLine = 0x0a;

interface Range {
  from: number;
  to: number;
  note: (leftOut: number) => string;
  signal: AbortSignal;
}

/**
 * The lines of a file as it was when it had so many bytes: all of them, or a beginning, `note` and the
 * newest; `note` also stands for a line that is too long. A link in the file's place is not followed. Throws the system's errors and Cancelled.
 */
export async function* readLines({
  path,
  bytes,
  note,
  signal,
}: {
  path: string;
  bytes: number;
  note: (leftOut: number) => string;
  signal: AbortSignal;
}): AsyncGenerator<string> {
  // Windows has no O_NOFOLLOW; whoever lists the files has looked at each.
  const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    if (leftOutOf(bytes) === 0) {
      yield* linesIn(file, { from: 0, to: bytes, note, signal });
      return;
    }
    const [end, begin] = [await lastEnd(file, limits.beginning), await nextEnd(file, bytes - limits.newest, bytes)];
    yield* linesIn(file, { from: 0, to: end, note, signal });
    yield note(begin - end);
    yield* linesIn(file, { from: begin, to: bytes, note, signal });
  } finally {
    await file.close();
  }
}

/** Position behind the last line break before `position`; 0 where the first line is longer. */
const lastEnd = async (file: FileHandle, position: number): Promise<number> => {
  const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(position), position: 0 });
  return buffer.subarray(0, bytesRead).lastIndexOf(newLine) + 1;
};

/** Position behind the next line break; the end where there is none. */
const nextEnd = async (file: FileHandle, position: number, end: number): Promise<number> => {
  for (let at = position; at < end; at += chunkBytes) {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(chunkBytes), position: at });
    const found = buffer.subarray(0, bytesRead).indexOf(newLine);
    if (found >= 0) return Math.min(end, at + found + 1);
  }
  return end;
};

async function* linesIn(file: FileHandle, { from, to, note, signal }: Range): AsyncGenerator<string> {
  let parts: Buffer[] = [];
  let length = 0;
  const add = (part: Buffer): void => {
    length += part.length;
    if (length <= limits.line) parts.push(part);
    else parts = [];
  };
  const take = (): string => {
    // Nothing of it, because the half of a secret is not recognised.
    const line = length > limits.line ? note(length) : Buffer.concat(parts).toString('utf8').replace(/\r$/, '');
    parts = [];
    length = 0;
    return line;
  };
  for (let at = from; at < to; ) {
    throwIfCancelled(signal);
    const { buffer, bytesRead } = await file.read({
      buffer: Buffer.alloc(Math.min(chunkBytes, to - at)),
      position: at,
    });
    if (bytesRead === 0) break; // It has become shorter meanwhile.
    at += bytesRead;
    let rest = buffer.subarray(0, bytesRead);
    for (let end = rest.indexOf(newLine); end >= 0; end = rest.indexOf(newLine)) {
      add(rest.subarray(0, end));
      yield take();
      rest = rest.subarray(end + 1);
    }
    add(rest);
  }
  if (length > 0) yield take();
}
