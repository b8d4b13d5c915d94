import { groupIsAlive } from './process-group.ts';
import { runTaskkill, runTaskkillSync } from './taskkill.ts';

/** Time that a program has to end by itself after it was asked to. */
const graceMs = 1500;
/** Time after which a killed tree is left to the system: a process inside a stuck driver never ends. */
const killedMs = 3000;
const lookMs = 25;

const onWindows = process.platform === 'win32';

/** A started program with all that it started. */
interface ProcessTree {
  /** Asks the tree to end, kills what is left after the grace, and returns when it is gone. */
  end: () => Promise<void>;
  /** Lets go of a program that has ended by itself; what it left running stays. */
  release: () => void;
}

const held = new Set<number>();

/**
 * Holds the tree of a child: should this process exit before, the tree is killed with it. On POSIX
 * the child must lead a process group of its own (`detached`).
 */
export const holdTree = (pid: number): ProcessTree => {
  if (held.size === 0) process.on('exit', killHeld);
  held.add(pid);
  const release = () => {
    if (held.delete(pid) && held.size === 0) process.removeListener('exit', killHeld);
  };
  return {
    release,
    end: async () => {
      const asked = await ask(pid);
      if (!asked || !(await isGone(pid, graceMs))) {
        await kill(pid);
        await isGone(pid, killedMs);
      }
      release();
    },
  };
};

const killHeld = () => {
  for (const pid of held)
    if (onWindows) runTaskkillSync(pid, ['/T', '/F']);
    else signalGroup(pid, 'SIGKILL');
};

/** False where asking is of no use: a Windows program without a window refuses at once. */
const ask = async (pid: number): Promise<boolean> => {
  if (onWindows) return (await runTaskkill(pid, ['/T'])) === 0;
  signalGroup(pid, 'SIGTERM');
  return true;
};

const kill = async (pid: number): Promise<void> => {
  if (!onWindows) signalGroup(pid, 'SIGKILL');
  else if ((await runTaskkill(pid, ['/T', '/F'])) !== 0) signalProcess(pid, 'SIGKILL');
};

const signalGroup = (pid: number, signal: NodeJS.Signals): boolean => signalProcess(-pid, signal);

/** False where there is no such process or group any more, or it became another user's (sudo). */
const signalProcess = (pid: number, signal: NodeJS.Signals | 0): boolean => {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
};

const isGone = async (pid: number, withinMs: number): Promise<boolean> => {
  const deadline = performance.now() + withinMs;
  while (onWindows ? signalProcess(pid, 0) : await groupIsAlive(pid)) {
    if (performance.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, lookMs));
  }
  return true;
};
