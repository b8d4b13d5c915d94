import { Worker } from 'node:worker_threads';
import { threadFile } from '../thread-file.ts';
import type { Answer, Task } from './task.ts';

/** Its start takes as long as the deletion of a thousand files, and a run deletes several trees. */
const idleMs = 10_000;

/** Its program, from this module or its place in the bundle. */
export const workerFile = (from: string): URL =>
  threadFile(from, { source: './worker.ts', bundled: 'remove-worker.cjs' });

interface Thread {
  worker: Worker;
  waiting: Map<number, (problem: string | null) => void>;
  idle: NodeJS.Timeout | undefined;
}

/** One for the whole program: a second one deletes from the same disk no faster. */
let thread: Thread | null = null;
let lastId = 0;

/**
 * Deletes a tree in a thread, and tells nothing of what is left, which is all where none could be
 * started. Throws an Error for what no system's error explains.
 */
export const sweepInThread = async (task: Omit<Task, 'id'>): Promise<void> => {
  thread ??= start();
  const { worker, waiting, idle } = thread;
  clearTimeout(idle);
  lastId += 1;
  const id = lastId;
  const problem = await new Promise<string | null>((resolve) => {
    waiting.set(id, resolve);
    worker.ref();
    worker.postMessage({ id, ...task } satisfies Task);
  });
  if (problem !== null) throw new Error(problem);
};

const start = (): Thread => {
  // Options of the program that runs us, such as --input-type, are not for a file.
  const worker = new Worker(workerFile(import.meta.url), { execArgv: [] });
  const own: Thread = { worker, waiting: new Map(), idle: undefined };
  const forget = (): void => {
    if (thread === own) thread = null;
  };
  worker.on('message', ({ id, problem }: Answer) => {
    own.waiting.get(id)?.(problem);
    own.waiting.delete(id);
    if (own.waiting.size > 0) return;
    worker.unref();
    own.idle = setTimeout(() => {
      forget();
      void worker.terminate();
    }, idleMs).unref();
  });
  worker.on('error', () => undefined);
  worker.on('exit', () => {
    forget();
    clearTimeout(own.idle);
    for (const answer of own.waiting.values()) answer(null);
  });
  return own;
};
