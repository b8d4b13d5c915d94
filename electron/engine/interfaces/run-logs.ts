import type { FoundLine, KeptLog, LogFilter, LogPage, LogText } from '../../../shared/run-log.ts';

interface Asked {
  run: string;
  filter: LogFilter;
  search: string;
}

/** The logs of all runs that are kept; see shared/run-log.ts. Throws Failing no-such-run, disk-full and permission-denied. */
export interface RunLogs {
  /** The newest first. */
  list: () => Promise<KeptLog[]>;
  lines: (asked: Asked & { from: number; count: number }) => Promise<LogPage>;
  /** The match at a position or behind it (backwards: before it), going round at the end. */
  find: (asked: Asked & { from: number; backwards: boolean }) => Promise<FoundLine>;
  text: (asked: Asked & { range: { from: number; to: number } | null }) => Promise<LogText>;
}
