import { readdir, readFile } from 'node:fs/promises';
import { uptime } from 'node:os';

/** What /proc of Linux says of processes. On other systems there is nothing to read, and no process is found. */

export interface ProcessStat {
  /** R running, S sleeping, Z zombie, and so on. */
  state: string;
  /** 0 for what the kernel started, and for what comes from outside a container. */
  parent: number;
  group: number;
  /** Ticks since the system started; with the pid it names a process for as long as the system is up. */
  started: string;
}

/** Unit of the start of a process in /proc: USER_HZ, 100 a second for programs on every Linux that Node runs on. */
const tickMs = 10;

/** The pids of all processes; none where there is no /proc. */
export const runningPids = async (): Promise<number[]> => {
  const names = await readdir('/proc').catch(() => []);
  return names.filter((name) => /^\d+$/.test(name)).map(Number);
};

/**
 * Reads /proc/PID/stat; null where there is no such process. Source: proc_pid_stat(5): fields 3, 4,
 * 5 and 22, counted after the name in parentheses, which may itself hold spaces and parentheses.
 */
export const readProcessStat = async (pid: number): Promise<ProcessStat | null> => {
  try {
    const text = await readFile(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const [state, parent, group] = fields;
    const started = fields[19];
    if (state === undefined || started === undefined) return null;
    return { state, parent: Number(parent), group: Number(group), started };
  } catch {
    return null;
  }
};

/** A zombie has ended and only waits for its parent to ask how; X is the moment after. */
export const hasEnded = ({ state }: Pick<ProcessStat, 'state'>): boolean => state === 'Z' || state === 'X';

/** Names a process beside its pid. Ticks since the start of the system repeat after the next one, so its id is part of it. */
export const identityOf = async ({ started }: Pick<ProcessStat, 'started'>): Promise<string> => {
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  return `${boot.trim()} ${started}`;
};

/** Milliseconds since the epoch, by today's clock, to about a tick. */
export const startedAtOf = ({ started }: Pick<ProcessStat, 'started'>): number =>
  Date.now() - uptime() * 1000 + Number(started) * tickMs;

/** The variables that a process was started with, as NAME=value. A zombie has none, and another user's are not told. */
export const variablesOf = async (pid: number): Promise<string[]> => {
  const text = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
  return text.split('\0').filter((line) => line !== '');
};
