const begins = 'Traceback (most recent call last):';
/** Between two tracebacks of one error (Lib/traceback.py). */
const chained = /^(?:During handling of the above exception|The above exception was the direct cause)/;
/** Lines that are looked at where Python wrote no traceback. */
const lastLines = 100;

/**
 * The lines that can tell why a program ended: its last traceback with those that it is chained to,
 * and what follows; without one, the last lines. An error that was caught and only told is none.
 */
export const tellingLines = (lines: readonly string[]): readonly string[] => {
  let from = lines.findLastIndex(isBegin);
  if (from < 0) return lines.slice(-lastLines);
  while (from > 0) {
    const between = lines.slice(0, from).findLastIndex((line) => line.trim() !== '');
    if (between < 0 || !chained.test(lines[between]?.trim() ?? '')) break;
    const before = lines.slice(0, between).findLastIndex(isBegin);
    if (before < 0) break;
    from = before;
  }
  return lines.slice(from);
};

/** The line that names the last traceback's exception; null where there is none. */
export const exceptionLine = (lines: readonly string[]): string | null => {
  const from = lines.findLastIndex(isBegin);
  if (from < 0) return null;
  const line = lines.slice(from + 1).find((one) => /^[A-Za-z_]/.test(one));
  return line !== undefined && /^[A-Za-z_][\w.]*(?::|$)/.test(line) ? line : null;
};

/** Servers write it behind a time, workers behind their name. */
const isBegin = (line: string): boolean => line.trimEnd().endsWith(begins);
