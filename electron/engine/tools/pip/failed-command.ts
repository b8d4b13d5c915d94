/** A program of a build that pip ran and that failed. */
export interface FailedCommand {
  /** Lines of pip's log before it began. */
  before: readonly string[];
  /** What it printed. */
  said: readonly string[];
  exitCode: number;
}

/**
 * The build's own words in pip's log and output, where pip says that a build failed; null where it
 * says no such thing. With a log file, pip 22 to 26 write them there only.
 */
export const failedCommand = (output: string): FailedCommand | null => {
  const lines = output.split('\n').map((line) => line.replace(/^\d{4}-\d\d-\d\dT[\d:,]+ /, '').trim());
  for (const [at, line] of lines.entries()) {
    const [, command, exitCode] = /^ERROR: (?:\[present-rich\] )?(.+) exited with (\d+)$/.exec(line) ?? [];
    const from = command === undefined ? -1 : lines.lastIndexOf(`Running command ${command}`, at);
    if (from !== -1)
      return { before: lines.slice(0, from), said: lines.slice(from + 1, at), exitCode: Number(exitCode) };
  }
  return null;
};
