import { setTimeout as pause } from 'node:timers/promises';
import { readProcessStat, runningPids, startedAtOf, variablesOf } from '../linux-processes.ts';
import { markVariable } from '../process-mark.ts';
import type { Owner } from './owner.ts';

const graceMs = 1500;
const patienceMs = 5000;
const lookAgainMs = 25;

/**
 * Ends what a dead owner started under its lock and what goes on working without it: asks first,
 * then kills. Returns the pid of one that will not go; null where none is left. Linux only: Windows
 * ends our children with us, and macOS does not show the variables of a process.
 */
export const endOrphans = async (owner: Pick<Owner, 'mark' | 'since'>): Promise<number | null> => {
  if (process.platform !== 'linux') return null;
  const began = performance.now();
  const asked = new Set<number>();
  for (;;) {
    const orphans = await findOrphans(owner);
    const waited = performance.now() - began;
    if (orphans.length === 0 || waited > patienceMs) return orphans[0] ?? null;
    for (const pid of orphans) {
      if (waited > graceMs) signal(pid, 'SIGKILL');
      else if (!asked.has(pid)) signal(pid, 'SIGTERM');
      asked.add(pid);
    }
    await pause(lookAgainMs);
  }
};

/** A zombie's variables are empty and another user's cannot be read: neither works in our environment. */
const findOrphans = async ({ mark, since }: Pick<Owner, 'mark' | 'since'>): Promise<number[]> => {
  const found = await Promise.all(
    (await runningPids()).map(async (pid) => {
      const isMarked = (await variablesOf(pid)).includes(`${markVariable}=${mark}`);
      return isMarked && (await startedAfter(pid, since)) ? pid : null;
    }),
  );
  return found.flatMap((pid) => pid ?? []);
};

/** What was launched before the run that died, such as the user's own program, is not its orphan. */
const startedAfter = async (pid: number, since: number): Promise<boolean> => {
  const stat = await readProcessStat(pid);
  return stat !== null && startedAtOf(stat) > since - 1000;
};

const signal = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended, or may not be ended by us: the next look tells.
  }
};
