import { readdir, readFile } from 'node:fs/promises';
import { errorCode } from './error-code.ts';

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
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const states = await Promise.all(pids.map((pid) => readProcessStat(Number(pid))));
  return states.some((stat) => stat !== null && stat.group === group && stat.state !== 'Z' && stat.state !== 'X');
};

interface ProcessStat {
  /** R running, S sleeping, Z zombie, and so on. */
  state: string;
  group: number;
  /** Ticks since the system started; with the pid it names a process for as long as the system is up. */
  started: string;
}

/**
 * Reads /proc/PID/stat of Linux; null where there is no such process. Source: proc_pid_stat(5):
 * fields 3, 5 and 22, counted after the name in parentheses, which may itself hold spaces and parentheses.
 */
export const readProcessStat = async (pid: number): Promise<ProcessStat | null> => {
  try {
    const text = await readFile(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const [state, , group] = fields;
    const started = fields[19];
    return state === undefined || started === undefined ? null : { state, group: Number(group), started };
  } catch {
    return null;
  }
};
