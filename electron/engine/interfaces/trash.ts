/** A run that began to change an environment and neither committed nor was put back. */
export interface OpenRun {
  run: string;
  /** Milliseconds since the epoch at which it began. */
  at: number;
}

/** `committed`: the run is proven, and nothing was done; `nothing`: no such run is open. */
export type PutBack = 'restored' | 'committed' | 'nothing';

/** The system's code for why, or `unexplained`: the index no longer tells where it belongs, and it may be the only copy. */
export interface LeftInTrash {
  path: string;
  code: string;
  /** Windows deletes it when it starts next. */
  atRestart?: true;
}

/**
 * The environment's trash, and the journal of changes that stands before each of them on the disk
 * (write-ahead), so that a run can be undone at any moment, also by a later process. A run is open
 * from `begin` to `commit` or `putBack`. All paths are absolute; one outside `root` throws. Needs the
 * environment's lock.
 */
export interface Trash {
  /** Opens the run's journal of changes. Throws Failing disk-full or permission-denied before anything is changed. */
  begin: (request: { root: string; run: string; at: number }) => Promise<void>;
  /** A folder of the run's own on the environment's volume, empty and new at each call; `empty` deletes it. */
  stagingFolder: (root: string, run: string) => Promise<string>;
  /**
   * Moves files or folders aside by rename to the run's own folder in the environment's trash. What
   * is no longer there is passed over. Throws Failing file-locked, and link-leads-out where a folder
   * above is a link out of the environment.
   */
  moveAside: (request: { root: string; paths: readonly string[]; run: string; signal: AbortSignal }) => Promise<void>;
  /**
   * Gives the user's own file or folder another name beside it, `numpy.py.moved-aside`, with a number
   * where that is taken, and returns its new path: it is not deleted with the trash. Null where it is
   * no longer there. Throws as `moveAside` does, and Failing disk-full.
   */
  keepBeside: (request: { root: string; path: string; run: string; signal: AbortSignal }) => Promise<string | null>;
  /**
   * Moves what a staging folder holds to the same relative places in the environment, by rename, whole
   * folders where nothing has their name yet, and through links that stay in the environment. Throws
   * Failing file-locked or link-leads-out, and an Error where a file stands in the way: what is
   * replaced has to be moved aside before.
   */
  place: (request: { root: string; staging: string; run: string; signal: AbortSignal }) => Promise<void>;
  /**
   * Another program is about to make these paths; `putBack` takes away what it made. One that is there
   * already throws, but for `folders`, which that program leaves as they are. Throws Failing
   * link-leads-out where what it makes would come to lie outside.
   */
  announce: (request: {
    root: string;
    paths: readonly string[];
    folders: readonly string[];
    run: string;
  }) => Promise<void>;
  /** What was made at announced paths becomes the environment's owner's, where an administrator repairs it. */
  giveToOwner: (request: { root: string; run: string }) => Promise<void>;
  /**
   * Gives the owner the right to read, write and (folders) search, where it is missing; `putBack` takes
   * it back. Returns what it changed of these paths: links and files with a second name stay as they are.
   */
  letOwnerWrite: (request: { root: string; paths: readonly string[]; run: string }) => Promise<string[]>;
  /**
   * Paths that have to be moved aside before `place`: the `old` ones, and those where it would meet a
   * file, or a folder in a file's place. Of an old link where staging has a folder it is what lies
   * behind it. Throws Failing link-leads-out.
   */
  inTheWay: (request: { root: string; staging: string; old: readonly string[] }) => Promise<string[]>;
  /** From here on the run is never undone. Throws what keeps it from reaching the disk; then it is still open. */
  commit: (root: string, run: string) => Promise<void>;
  /** Makes everything as it was at `begin`: paths, contents, modes, links. May be interrupted and called again. */
  putBack: (root: string, run: string) => Promise<PutBack>;
  /** Runs that are open, oldest first; changes nothing. */
  open: (root: string) => Promise<OpenRun[]>;
  /** Whether a dead run left something in our own folder that `empty` deletes, or a lock; changes nothing. */
  hasRemains: (root: string) => Promise<boolean>;
  /**
   * Deletes all trash and staging of runs that are not open. What cannot be deleted is returned; it
   * stays for the next time, and as the last resort, where it is not of `run` (the one that goes on or
   * has just ended), for the next start of Windows.
   */
  empty: (root: string, signal: AbortSignal, run?: string) => Promise<LeftInTrash[]>;
}
