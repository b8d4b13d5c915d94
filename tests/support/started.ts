import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { hasEnded, readProcessStat } from '../../electron/engine/tools/linux-processes.ts';
import { testPython } from './python.ts';

interface Options {
  cwd?: string;
  env?: Record<string, string>;
  uid?: number;
}

/** Programs that a test starts, on Linux; each call answers with a pid. */
export interface Started {
  /** As a child of this process. */
  child: (file: string, args: readonly string[], options?: Options) => Promise<number>;
  /** As nobody's child: what started it has ended. */
  alone: (file: string, args: readonly string[], options?: Options) => Promise<number>;
  /** A Python on its own that holds a file; returns when it does. The file of the program may be named. */
  holding: (path: string, how: Holding, options?: Options & { program?: string }) => Promise<number>;
  /** Takes in a process that one of these started. */
  add: (pid: number) => number;
  /** Kills them all, by their pids. */
  end: () => Promise<void>;
}

type Holding = 'mapped' | 'open' | 'deaf';

/** `deaf` has the file open and does not listen to being asked to end. */
const script = `
import mmap, os, signal, sys, time
path, how, ready = sys.argv[1:]
if how == "deaf":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
file = open(path, "rb")
if how == "mapped":
    kept = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    file.close()
open(ready, "w").close()
time.sleep(60)
`;

const inBackground = '"$@" < /dev/null > /dev/null 2>&1 & echo $!';

export const startPrograms = (): Started => {
  const pids: number[] = [];
  /** To a signal 0 and less are groups of processes, our own among them. */
  const add = (pid: number): number => {
    if (!Number.isInteger(pid) || pid <= 1) throw new Error(`${pid} is no program that a test started`);
    pids.push(pid);
    return pid;
  };
  const alone: Started['alone'] = async (file, args, options) => {
    const { stdout } = await promisify(execFile)('/bin/sh', ['-c', inBackground, 'sh', file, ...args], {
      ...options,
      env: { ...process.env, ...options?.env },
    });
    const pid = add(Number(stdout));
    // Until then it is still the shell that is about to become the program.
    await until(async () => !(await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).includes(inBackground));
    return pid;
  };
  return {
    child: async (file, args, options) => {
      const child = spawn(file, args, { stdio: 'ignore', ...options, env: { ...process.env, ...options?.env } });
      await once(child, 'spawn');
      return add(child.pid ?? 0);
    },
    alone,
    holding: async (path, how, { program = testPython() ?? 'python3', ...options } = {}) => {
      const folder = await mkdtemp(join(tmpdir(), 'ready '));
      const ready = join(folder, 'ready');
      const pid = await alone(program, ['-I', '-c', script, path, how, ready], options);
      await until(() => exists(ready));
      await rm(folder, { recursive: true });
      return pid;
    },
    add,
    end: async () => {
      const all = pids.splice(0);
      for (const pid of all)
        try {
          process.kill(pid, 'SIGKILL');
        } catch {
          // It has ended before.
        }
      for (const pid of all) await until(async () => !(await isRunning(pid)));
    },
  };
};

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

export const isRunning = async (pid: number): Promise<boolean> => {
  const stat = await readProcessStat(pid);
  return stat !== null && !hasEnded(stat);
};

/** Waits for ten seconds at most. */
export const until = async (holds: () => Promise<boolean>): Promise<void> => {
  for (let left = 500; left > 0; left -= 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('it did not come to pass within ten seconds');
};
