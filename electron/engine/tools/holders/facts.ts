import type { Relative } from './family.ts';
import type { Targets } from './targets.ts';

/** What a system tells of a process: what it is known again by, and the evidence for what it is. */
export interface ProcessFacts {
  pid: number;
  /** Of this very process, as long as the system is up, for a pid is given out again; null where it is not told. */
  identity: string | null;
  name: string;
  program: string | null;
  startedAt: number | null;
  /** Whether it runs as our user, with our rights; null where the system does not tell. */
  sameUser: boolean | null;
  /** Carries the mark that everything gets which this process of ours starts; false where none can be read. */
  marked: boolean;
  /** Its part as the system sees it. */
  role: Role;
  /** Paths that tell which installation it runs from: its program, what it was called by, its virtual environment. */
  runsFrom: readonly string[];
}

export type Role = 'program' | 'service' | 'system';

/** A process that was seen with a file of those searched for. */
export interface Sighting {
  pid: number;
  files: readonly string[];
  /** null where the search does not tell; else whatever has this pid and another identity is not the one seen. */
  identity: string | null;
  /** What the search tells better than a look at the process; null where nothing. */
  name: string | null;
  role: Role | null;
}

export interface Search {
  root: string;
  paths: readonly string[];
  targets: Targets;
  /** Told of each process with some of its files as soon as it is found, so that an end of time loses nothing. */
  see: (sighting: Sighting) => void;
  /** What is left of the time, for a program that is started. */
  timeLimitMs: number;
  /** Aborted when the time is over or the run cancelled. */
  signal: AbortSignal;
}

/** A process by all that tells it from a later one with its pid. */
export type KnownProcess = Pick<ProcessFacts, 'pid' | 'identity' | 'program'>;

/** Where the identity is not told, none is the same: what is not known for sure is not signalled. */
export const isSame = (one: KnownProcess, other: KnownProcess): boolean =>
  one.identity !== null && one.pid === other.pid && one.identity === other.identity && one.program === other.program;

/** How one kind of system is asked about processes, and how it ends them. */
export interface HolderSystem {
  /** What the system hides from this user is not found, and no throw. */
  search: (search: Search) => Promise<void>;
  /** Without those that have ended. */
  describe: (pids: readonly number[], signal: AbortSignal) => Promise<ProcessFacts[]>;
  /** All processes by pid. */
  relatives: (signal: AbortSignal) => Promise<ReadonlyMap<number, Relative>>;
  /**
   * Asks a process to close, or kills it, if it is still the one that is meant. `refused` where the
   * system does not let us, or where nothing in the program listens to being asked.
   */
  signal: (process: KnownProcess, how: 'ask' | 'kill', signal: AbortSignal) => Promise<'sent' | 'gone' | 'refused'>;
}
