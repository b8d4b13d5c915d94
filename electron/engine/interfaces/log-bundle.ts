import type { Finding } from '../../../shared/finding.ts';
import type { Redactor } from '../bundle/redactor.ts';

/** A file that was kept on the disk and goes into an export. */
export interface KeptFile {
  /** Its name in the export, with forward slashes. */
  name: string;
  path: string;
  /** Bytes on the disk when it was found. */
  bytes: number;
  /** Bytes of these that the export leaves out, from the middle: a beginning and the newest lines are kept. */
  leftOut: number;
}

export interface KeptRun {
  id: string;
  /** Null where its journal does not tell, because it was torn at its beginning. */
  environment: string | null;
  files: KeptFile[];
}

/** Something that an export holds beside kept files. */
export interface WrittenFile {
  name: string;
  text: string;
}

export interface BundleRequest {
  /** Absolute path of the zip. */
  out: string;
  written: readonly WrittenFile[];
  kept: readonly KeptFile[];
  redactor: Redactor;
  /** Hears how many bytes of the kept files were taken in, of how many. */
  onProgress: (done: number, total: number) => void;
  signal: AbortSignal;
}

/** What an export of logs reads and writes. Nothing of it follows a link. */
export interface LogBundle {
  /** Throws Failing usage where no file can be made at `out`: a folder, or a folder above that is not there. */
  checkPlace: (out: string) => Promise<void>;
  /** The last runs, the newest first; of one environment, or of all (null). */
  runs: (environment: string | null) => Promise<KeptRun[]>;
  /** What the window logged, the older first. */
  windowLogs: () => Promise<KeptFile[]>;
  /** What the newest of these runs that diagnosed had found; null where none did. */
  lastFindings: (runs: readonly KeptRun[]) => Promise<{ run: string; findings: Finding[] } | null>;
  /** Knows what is private on this computer. */
  redactor: () => Promise<Redactor>;
  /** Node's own and uv's; null where there is no uv. */
  versions: (signal: AbortSignal) => Promise<Record<string, string | null>>;
  /**
   * Writes the zip beside its place and renames it when it is whole; until then an older file stays.
   * Answers with the bytes of each file in it. Throws Failing permission-denied, disk-full,
   * file-locked, and Cancelled.
   */
  write: (request: BundleRequest) => Promise<{ name: string; bytes: number }[]>;
}
