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
  /** It was started, with this process id. */
  onStart?: (pid: number) => void;
  /**
   * Also ends what the program left running when it came to its own end. On Windows that is left
   * alone: a process there does not tell whose it was once its parent is gone.
   */
  endsWhatIsLeft?: boolean;
  /**
   * The program may have windows of its own. Windows hides the first one of a program that is started
   * without (libuv, `UV_PROCESS_WINDOWS_HIDE`: SW_HIDE), which is right for tools only.
   */
  showsWindows?: boolean;
}

export interface CommandResult {
  /** null where the program could not be started or was ended by a signal. */
  exitCode: number | null;
  /** The signal that ended it, unless we sent it; left out where none did. */
  signal?: string;
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
