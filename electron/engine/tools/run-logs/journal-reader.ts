import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** How a journal ends as far as it was read: all of it, with a line that is not whole, or with one that is too long. */
export type JournalEnd = 'whole' | 'torn' | 'too-long';

export interface JournalReader {
  /** Gives whole lines that were not given before, about `sliceBytes` of them. True where there are more. */
  readOn: (line: (text: string) => void) => boolean;
  end: () => JournalEnd;
  close: () => void;
}

const sliceBytes = 1024 * 1024;
/** An event holds at most 2000 lines of a tool; a line of a journal that is longer than this is none of ours. */
const mostLineBytes = 32 * 1024 * 1024;
const newLine = 0x0a;

/** Reads a journal that may still grow. A link in its place is not followed. Throws the system's errors. */
export const openJournal = (path: string): JournalReader => {
  // Windows has no O_NOFOLLOW; whoever names the file has looked at it.
  const file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  let done = 0;
  let end: JournalEnd = 'whole';

  /** Bytes from `done` on that end with a line break; none where there is no whole line yet. */
  const nextLines = (size: number): Buffer | null => {
    for (let bytes = sliceBytes; ; bytes *= 4) {
      const wanted = Math.min(bytes, size - done);
      const buffer = Buffer.allocUnsafe(wanted);
      const read = readSync(file, buffer, 0, wanted, done);
      const last = buffer.subarray(0, read).lastIndexOf(newLine);
      if (last >= 0) return buffer.subarray(0, last + 1);
      if (bytes > mostLineBytes) {
        end = 'too-long';
        return null;
      }
      if (wanted < bytes) {
        end = read === 0 ? 'whole' : 'torn';
        return null;
      }
    }
  };

  return {
    readOn: (line) => {
      const { size } = fstatSync(file);
      if (end === 'too-long' || size <= done) {
        if (end === 'torn') end = 'whole';
        return false;
      }
      const lines = nextLines(size);
      if (lines === null) return false;
      end = 'whole';
      done += lines.length;
      for (let from = 0; from < lines.length; ) {
        const to = lines.indexOf(newLine, from);
        if (to > from) line(lines.toString('utf8', from, to));
        from = to + 1;
      }
      return true;
    },
    end: () => end,
    close: () => closeSync(file),
  };
};
