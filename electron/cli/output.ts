import type { WriteStream } from 'node:tty';

/** A standard stream that never ends the run: a reader may leave at any time. */
export interface Output {
  /** Whole lines, each written with its end. */
  lines: (lines: readonly string[]) => void;
  /** Resolves when the system has all of it, or after the limit: a reader that does not read must not hold up the end. */
  flush: (limitMs: number) => Promise<void>;
  isTerminal: boolean;
  stream: WriteStream;
}

/** `onTrouble` hears once of an error that is not just a reader who left, such as a full disk. */
export const openOutput = (stream: WriteStream, onTrouble: (code: string) => void): Output => {
  let closed = false;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    const code = error.code ?? error.message;
    // EPIPE: the reader ended, as `| head` does. EIO: the terminal was closed. EOF: the same on Windows.
    if (!closed && !['EPIPE', 'EIO', 'EOF', 'ECONNRESET', 'ERR_STREAM_DESTROYED'].includes(code)) onTrouble(code);
    closed = true;
  });
  return {
    lines: (lines) => {
      if (!closed && lines.length > 0) stream.write(`${lines.join('\n')}\n`);
    },
    flush: (limitMs) =>
      new Promise((resolve) => {
        if (closed) return resolve();
        const timer = setTimeout(resolve, limitMs);
        stream.write('', () => {
          clearTimeout(timer);
          resolve();
        });
      }),
    isTerminal: stream.isTTY === true,
    stream,
  };
};
