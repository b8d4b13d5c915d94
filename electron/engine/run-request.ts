import type { Event, Verb } from '../../shared/events.ts';
import type { Result } from '../../shared/failure.ts';
import type { HolderAnswer } from '../../shared/holder.ts';
import type { Manifest } from '../../shared/manifest.ts';
import type { RunState } from '../../shared/run-state.ts';
import type { IndexOptions } from './interfaces/indexes.ts';
import type { RunLogs } from './interfaces/run-logs.ts';

/** Everything a run is asked to do, parsed and complete: hosts fill in the defaults before. */
export interface RunRequest {
  verb: Verb;
  /** Absolute path; null only for detect. */
  environment: string | null;
  manifest: Manifest;
  profile: string;
  /** `auto` or an accelerator's id. */
  accelerator: string;
  backend: 'auto' | 'uv' | 'pip';
  /** Interpreter to use for a new environment; null looks for one. */
  python: string | null;
  index: IndexOptions;
  rebuild: boolean;
  dryRun: boolean;
  deep: boolean;
  endHolders: boolean;
  /** Whether the host shows questions and brings answers; without that, defaults are taken. */
  asks: boolean;
  /** Packages that may be built from source code where no wheel of them will do, beside those that the manifest names. */
  buildFromSource: readonly string[];
}

/** Downloaded wheels that are kept for the next time. */
export interface KeptDownloads {
  folder: string;
  bytes: number;
  wheels: number;
}

/** What an export of logs holds; see Engine.exportLogs. */
export interface ExportedLogs {
  path: string;
  /** In their order in the zip, with their sizes in it before compression. */
  files: { name: string; bytes: number }[];
  /** How often something private was taken out. */
  redactions: number;
}

/** What an export would hold. */
export interface LogPreview {
  /** `bytes`: of what is kept, about as it would be in the zip; null for what is only written then. */
  files: { name: string; bytes: number | null; leftOut: number }[];
}

/** The engine as hosts see it: it knows no window, page or terminal. */
export interface Engine {
  /** Begins a run and returns its id; one run at a time in this process. */
  start: (request: RunRequest) => Result<{ run: string }>;
  cancel: (run: string) => Result<null>;
  /** Ends the wait with this id early. One that is over already is no failure. */
  retryNow: (run: string, wait: string) => Result<null>;
  /** Answers what the run asks about programs that use files. A question that is over already is no failure. */
  answerHolders: (run: string, question: string, answer: HolderAnswer) => Result<null>;
  /** The run in progress or the last one that ended. */
  state: () => RunState | null;
  /** Calls back with each batch of events in order; returns the way to stop. */
  subscribe: (listen: (events: readonly Event[]) => void) => () => void;
  /** What is kept of downloads. Throws Failing. */
  downloads: () => Promise<KeptDownloads>;
  /** Removes what was not used for so long, and then the oldest until no more than that is left; nothing that a run uses. Throws Failing, run-in-progress while this process has one. */
  pruneDownloads: (request: { maxAgeMs?: number; maxBytes?: number }) => Promise<{ bytes: number; wheels: number }>;
  /**
   * Writes what helps somebody else to see what went wrong into one zip: journals, lock files and
   * manifests of the last runs (of one environment, or of all: null), the window's log, the computer,
   * findings, packages and versions; without what is private. `out` is an absolute path; `onProgress`
   * hears bytes. Throws Failing no-logs, usage, permission-denied, disk-full and Cancelled.
   */
  exportLogs: (request: {
    out: string;
    environment: string | null;
    onProgress?: (done: number, total: number) => void;
    signal: AbortSignal;
  }) => Promise<ExportedLogs>;
  /** What `exportLogs` would write, without writing anything. Throws Failing no-logs. */
  previewLogs: (request: { environment: string | null }) => Promise<LogPreview>;
  /** The logs of all runs that are kept. */
  logs: RunLogs;
  /** Resolves when no run is in progress. */
  idle: () => Promise<void>;
}
