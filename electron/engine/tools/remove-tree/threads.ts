import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { threadFile } from '../thread-file.ts';
import type { Answer, Task } from './task.ts';

/** More of them delete from one disk no faster. */
const mostThreads = 4;

/** Their start takes as long as the deletion of a thousand files, and a run deletes several trees. */
const idleMs = 10_000;

/** Their program, from this module or its place in the bundle. */
export const workerFile = (from: string): URL =>
  threadFile(from, { source: './worker.ts', bundled: 'remove-worker.cjs' });

interface Thread {
  /** What was wrong; null also where the thread could not be started, or ended. */
  ask: (task: Task) => Promise<string | null>;
  isIdle: () => boolean;
}

let threads: Thread[] = [];
let lastId = 0;

/** Whether they are there from an earlier tree, and will begin at once. */
export const areWaiting = (): boolean => threads.length > 0 && threads.every((one) => one.isIdle());

/**
 * Sweeps what a task names in threads, one a core, and tells nothing of what is left, which is all
 * where none could be started. Throws an Error for what no system's error explains.
 */
export const sweepInThreads = async (task: Omit<Task, 'id'>): Promise<void> => {
  lastId += 1;
  const numbered = { id: lastId, ...task };
  while (threads.length < Math.min(mostThreads, availableParallelism())) threads.push(start());
  for (const problem of await Promise.all(threads.map((one) => one.ask(numbered))))
    if (problem !== null) throw new Error(problem);
};

const start = (): Thread => {
  // Options of the program that runs us, such as --input-type, are not for a file.
  const worker = new Worker(workerFile(import.meta.url), { execArgv: [] });
  const waiting = new Map<number, (problem: string | null) => void>();
  let idle: NodeJS.Timeout | undefined;
  const thread: Thread = {
    ask: (task) =>
      new Promise((resolve) => {
        clearTimeout(idle);
        waiting.set(task.id, resolve);
        worker.ref();
        worker.postMessage(task);
      }),
    isIdle: () => waiting.size === 0,
  };
  const forget = (): void => {
    clearTimeout(idle);
    threads = threads.filter((one) => one !== thread);
  };
  worker.on('message', ({ id, problem }: Answer) => {
    waiting.get(id)?.(problem);
    waiting.delete(id);
    if (waiting.size > 0) return;
    worker.unref();
    idle = setTimeout(() => {
      forget();
      void worker.terminate();
    }, idleMs).unref();
  });
  worker.on('error', () => undefined);
  worker.on('exit', () => {
    forget();
    for (const answer of waiting.values()) answer(null);
  });
  return thread;
};
