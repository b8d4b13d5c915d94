import { Worker } from 'node:worker_threads';
import { threadFile } from '../thread-file.ts';

/** The program of these threads, from this module or its place in the bundle. */
export const workerFile = (from: string): URL =>
  threadFile(from, { source: './worker.ts', bundled: 'audit-worker.cjs' });

/** A run needs them several times, seconds apart, and each start takes as long as looking at 2,000 files. An idle program needs none. */
const idleMs = 10_000;

const idle = new Map<Worker, NodeJS.Timeout>();

/** A thread with nothing to do: one that was given back, or a new one. It has no listeners but those of this file. */
export const takeWorker = (): Worker => {
  const [kept] = idle;
  if (kept === undefined) return start();
  const [worker, timer] = kept;
  clearTimeout(timer);
  idle.delete(worker);
  worker.ref();
  return worker;
};

/** To be called when its last task is answered and its listeners are taken off. Idle threads keep no program from ending. */
export const giveBack = (worker: Worker): void => {
  const end = (): void => {
    idle.delete(worker);
    void worker.terminate();
  };
  idle.set(worker, setTimeout(end, idleMs).unref());
  worker.unref();
};

const start = (): Worker => {
  // Options of the program that runs us, such as --input-type, are not for a file.
  const worker = new Worker(workerFile(import.meta.url), { execArgv: [] });
  // Whoever has it listens, too; one that ends while nobody has it is only forgotten.
  worker.on('error', () => undefined);
  worker.on('exit', () => {
    clearTimeout(idle.get(worker));
    idle.delete(worker);
  });
  return worker;
};
