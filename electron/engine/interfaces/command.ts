export interface CommandOptions {
  signal: AbortSignal;
  cwd?: string;
  /** Added to the process's own environment; undefined removes a variable. */
  env?: Record<string, string | undefined>;
  /** Ends the whole process tree after that long. */
  timeLimitMs?: number;
  /** Each line as it comes, without its end, redacted; a carriage return counts as a line's end. */
  onLine?: (line: string, stream: 'stdout' | 'stderr') => void;
  input?: string;
}

export interface CommandResult {
  /** null where the program could not be started or was ended by a signal. */
  exitCode: number | null;
  stdout: string;
  stderr: string;
  /** The last 20 lines of both streams as they came, redacted. */
  tail: string[];
  timedOut: boolean;
  /** The program does not exist or may not be executed. */
  notStarted: boolean;
}

/**
 * Starts a program by an argv array, never through a shell, without a console window on Windows.
 * Ends its whole process tree on cancel (asks first, then kills) and throws Cancelled after that.
 * A program that fails is a result, not a throw.
 */
export type RunCommand = (file: string, args: readonly string[], options: CommandOptions) => Promise<CommandResult>;
