import { parseRmProcesses, type RmProcess } from './windows-layouts.ts';

/**
 * The calls of rstrtmgr.dll, each with the system's error code (0 where it went well).
 * Source: learn.microsoft.com/windows/win32/api/restartmanager.
 */
export interface RestartManagerCalls {
  start: () => { code: number; session: number };
  register: (session: number, files: readonly string[]) => Promise<number>;
  /** Fills a buffer for `capacity` processes. */
  list: (session: number, capacity: number) => Promise<{ code: number; needed: number; count: number; bytes: Buffer }>;
  end: (session: number) => void;
}

const moreData = 234;
const firstCapacity = 16;
/** Programs start while one asks; after so many tries the list is given up. */
const mostTries = 8;

/**
 * Who has one of these files open, mapped or running; files only, folders make it fail. null where
 * the Restart Manager does not answer: a user can have 64 sessions at a time, and some systems come
 * without it. A session is always ended, for those of a killed process count until the next start.
 */
export const processesWith = async (
  calls: RestartManagerCalls,
  files: readonly string[],
): Promise<RmProcess[] | null> => {
  const { code, session } = calls.start();
  if (code !== 0) return null;
  try {
    if ((await calls.register(session, files)) !== 0) return null;
    let capacity = firstCapacity;
    for (let left = mostTries; left > 0; left -= 1) {
      const found = await calls.list(session, capacity);
      if (found.code === 0) return parseRmProcesses(found.bytes, found.count);
      if (found.code !== moreData) return null;
      capacity = Math.max(found.needed, capacity) + firstCapacity;
    }
    return null;
  } finally {
    calls.end(session);
  }
};
