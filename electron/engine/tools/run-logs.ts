import { Failing } from '../failing.ts';
import type { RunLogs } from '../interfaces/run-logs.ts';
import { journalOf, listRuns } from './run-logs/list-runs.ts';
import { createLogThread } from './run-logs/thread.ts';

/**
 * `runsFolder` is where journals lie, `storeFolder` one of our own for what is only needed while a log
 * is looked at. A journal of any size is read and searched in a thread.
 */
export const createRunLogs = ({ runsFolder, storeFolder }: { runsFolder: string; storeFolder: string }): RunLogs => {
  const ask = createLogThread();
  const placeOf = async (run: string): Promise<{ journal: string; storeFolder: string }> => {
    const journal = await journalOf(runsFolder, run);
    if (journal === null) throw new Failing({ code: 'no-such-run', run });
    return { journal, storeFolder };
  };
  return {
    list: () => listRuns(runsFolder),
    lines: async (asked) => ask({ ...asked, ...(await placeOf(asked.run)), kind: 'lines' }),
    find: async (asked) => ask({ ...asked, ...(await placeOf(asked.run)), kind: 'find' }),
    text: async (asked) => ask({ ...asked, ...(await placeOf(asked.run)), kind: 'text' }),
  };
};
