import { isSame, type KnownProcess } from './facts.ts';
import { send } from './send.ts';

/**
 * Signals a process if `look` still finds the one that is meant. In the moment between the look and
 * the signal the system would have to use up all its pids to give this one out again.
 * Only the process itself: its group may hold others, such as a whole pipeline of the shell.
 */
export const signalPosix = async (
  target: KnownProcess,
  how: 'ask' | 'kill',
  look: (pid: number) => Promise<KnownProcess | null>,
): Promise<'sent' | 'gone' | 'refused'> => {
  // 0 and less are groups, and 1 is the system.
  if (target.pid <= 1 || target.pid === process.pid) return 'refused';
  const now = await look(target.pid);
  if (now === null || !isSame(now, target)) return 'gone';
  return send(target.pid, how === 'ask' ? 'SIGTERM' : 'SIGKILL');
};
