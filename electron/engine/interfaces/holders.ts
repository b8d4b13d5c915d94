import type { Holder, HolderEnd } from '../../../shared/holder.ts';

/** The processes that keep files open, and the way to end one. */
export interface Holders {
  /**
   * Who holds one of these files, or anything in one of these folders; `root` is the environment they
   * are in. Takes some seconds at most, and then answers with what was found until then; what the
   * system hides from this user is not found. Our own children come first. Throws Cancelled.
   */
  find: (request: { root: string; paths: readonly string[]; signal: AbortSignal }) => Promise<Holder[]>;
  /**
   * Ends a process with all that it started: asks it to close, waits, then kills. Its pid, identity
   * and program are compared with the holder's immediately before each signal; `gone` where it is
   * no longer that process. A protected one is never signalled. Throws Cancelled.
   */
  end: (holder: Holder, signal: AbortSignal) => Promise<HolderEnd>;
}
