import type { Launch } from '../../../shared/manifest.ts';

/** How the ready signal came; `time`: there is none, and the program has run for the time limit. */
export type ReadyHow = 'output' | 'port' | 'url' | 'time';

export interface LaunchRequest {
  /** The environment's folder, in which it is started. */
  root: string;
  launch: Launch;
  signal: AbortSignal;
  /** Each line of its output, redacted. */
  onLine: (line: string) => void;
  onStart: (pid: number) => void;
  /** Called once at most. `ms` since its start. */
  onReady: (how: ReadyHow, ms: number) => void;
}

export interface LaunchEnd {
  /** null where it was ended by a signal, by us, or could not be started. */
  exitCode: number | null;
  /** The signal that ended it, unless we sent it. */
  signal: string | null;
  /** `too-slow`: it was not ready within its time limit, and was ended. `in-use`: something else answers where it would. */
  how: 'ended' | 'too-slow' | 'not-started' | 'in-use';
  /** Its last lines, redacted; of one that could not be started, why. */
  lines: readonly string[];
  /** Milliseconds since its start. */
  ms: number;
}

export interface Launcher {
  /** What is started, for people: the interpreter and its arguments. */
  command: (root: string, launch: Launch) => string[];
  /**
   * Starts the manifest's program as an activated environment would and returns when it has ended,
   * with all that it started. Throws Cancelled after it was stopped.
   */
  run: (request: LaunchRequest) => Promise<LaunchEnd>;
}
