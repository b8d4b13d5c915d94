/** Longest line that is handed on, in UTF-16 units; the rest of a longer one is cut off. */
export const longestLine = 8192;

/** Takes a program's bytes as they come and calls back with each line, without its end. */
interface OutputLines {
  write: (bytes: Uint8Array) => void;
  /** Hands on what came after the last end of a line. */
  end: () => void;
}

/**
 * A line ends at \n, \r\n or a bare \r (a progress bar that draws over itself), wherever the chunks
 * are cut. Python's text mode on Windows may write \r\r\n: that is one end too. `clean` is applied before a long line is cut, so that the cut
 * cannot hide the half of a secret by which it is recognised.
 */
export const createOutputLines = (clean: (text: string) => string, onLine: (line: string) => void): OutputLines => {
  const decoder = new TextDecoder();
  let line = '';
  /** The last line ended at a \r, and nothing but more of them came since. */
  let endedByReturn = false;

  const finish = () => {
    const cleaned = clean(line);
    line = '';
    onLine(cleaned.length > longestLine ? `${cleaned.slice(0, longestLine)}…` : cleaned);
  };

  const add = (text: string) => {
    if (line.length < 2 * longestLine) line += text.slice(0, 2 * longestLine - line.length);
  };

  const take = (text: string) => {
    let from = 0;
    for (const { index, 0: end } of text.matchAll(/[\r\n]/g)) {
      add(text.slice(from, index));
      from = index + 1;
      if (line !== '' || (end === '\n' && !endedByReturn)) {
        finish();
        endedByReturn = end === '\r';
      } else if (end === '\n') endedByReturn = false;
    }
    add(text.slice(from));
  };

  return {
    write: (bytes) => take(decoder.decode(bytes, { stream: true })),
    end: () => {
      take(decoder.decode());
      if (line !== '') finish();
    },
  };
};
