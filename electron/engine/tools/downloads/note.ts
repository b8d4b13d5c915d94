import type { NetworkProblem } from '../../../../shared/network-problem.ts';

/** Something that a person who watches a download would wonder about. */
export type DownloadNote = { package: string; filename: string } & NoteDetail;

export type NoteDetail =
  /** An earlier download had brought so much of it. */
  | { kind: 'resumed'; fromBytes: number }
  /**
   * What was there of it is of no use: the server sends whole files only, it has another content now,
   * or the hash came out wrong.
   */
  | { kind: 'started-again'; why: 'no-range' | 'changed' | 'damaged' }
  /** The connection was lost, and went on at once from where it stood. */
  | { kind: 'reconnected'; atBytes: number; problem: NetworkProblem }
  /** The wheelhouse had it, damaged; it was removed. */
  | { kind: 'damaged-entry' }
  | { kind: 'waits-for-other'; pid: number };
