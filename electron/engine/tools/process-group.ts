import { errorCode } from './error-code.ts';
import { hasEnded, readProcessStat, runningPids } from './linux-processes.ts';

/**
 * Whether a POSIX process group has a process that still runs. A signal reaches zombies too, and in
 * a container whose first process collects none they stay for ever: on Linux each member's state
 * decides, and macOS answers EPERM for a group of zombies.
 */
export const groupIsAlive = async (group: number): Promise<boolean> => {
  try {
    process.kill(-group, 0);
  } catch (error) {
    return process.platform !== 'darwin' && errorCode(error) === 'EPERM';
  }
  return process.platform !== 'linux' || hasRunningMember(group);
};

const hasRunningMember = async (group: number): Promise<boolean> => {
  const stats = await Promise.all((await runningPids()).map(readProcessStat));
  return stats.some((stat) => stat !== null && stat.group === group && !hasEnded(stat));
};
