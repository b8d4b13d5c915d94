import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import { Cancelled } from '../../failing.ts';
import { giveBack, takeWorker } from './idle-workers.ts';
import type { Answer, FromWorker, Task } from './task.ts';

/** More workers than this read from one disk no faster. */
const mostWorkers = 8;

export interface Pool {
  /** Does the tasks side by side, in their order, by at most `workers` at a time and one for each core; answers stand as the tasks do. */
  perform: (tasks: readonly Task[], workers?: number) => Promise<Answer[]>;
  close: () => Promise<void>;
}

/**
 * Worker threads, taken when they are first needed. `onBytes` hears what was hashed. A cancelled
 * signal lets `perform` throw Cancelled at once; `close` ends those that are still at work.
 */
export const createPool = (signal: AbortSignal, onBytes: (bytes: number) => void): Pool => {
  const idle: Worker[] = [];
  const all = new Map<Worker, () => void>();
  let isClosed = false;
  /** Why a worker is no more: one that ended while it had nothing to do would never answer. */
  const dead = new Map<Worker, unknown>();
  const take = (): Worker => {
    const worker = takeWorker();
    const broke = (error: unknown): unknown => dead.set(worker, error);
    const ended = (): unknown => dead.set(worker, dead.get(worker) ?? new Error('the audit’s worker ended'));
    worker.on('error', broke).on('exit', ended);
    all.set(worker, () => worker.off('error', broke).off('exit', ended));
    return worker;
  };

  const ask = (worker: Worker, task: Task): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const finish = (settle: () => void): void => {
        worker.off('message', hear).off('exit', ended);
        signal.removeEventListener('abort', cancel);
        settle();
      };
      const hear = (message: FromWorker): void => {
        if ('bytes' in message) onBytes(message.bytes);
        else if ('answer' in message) finish(() => resolve(message.answer));
        else finish(() => reject(new Error(message.problem)));
      };
      const ended = (): void => finish(() => reject(dead.get(worker)));
      const cancel = (): void => finish(() => reject(new Cancelled()));
      if (dead.has(worker)) {
        reject(dead.get(worker));
        return;
      }
      worker.on('message', hear).on('exit', ended);
      signal.addEventListener('abort', cancel, { once: true });
      worker.postMessage(task);
    });

  const perform = async (tasks: readonly Task[], workers = mostWorkers): Promise<Answer[]> => {
    if (isClosed) throw new Error('the audit’s threads were given back');
    const answers: Answer[] = [];
    let next = 0;
    const work = async (): Promise<void> => {
      const worker = idle.pop() ?? take();
      for (let at = next++; at < tasks.length; at = next++) {
        const task = tasks[at];
        if (signal.aborted) throw new Cancelled();
        if (task !== undefined) answers[at] = await ask(worker, task);
      }
      idle.push(worker);
    };
    const count = Math.min(tasks.length, mostWorkers, availableParallelism(), Math.max(1, workers));
    await Promise.all(Array.from({ length: count }, work));
    return answers;
  };

  return {
    perform,
    close: async () => {
      isClosed = true;
      const ending: Promise<unknown>[] = [];
      for (const [worker, forget] of all) {
        forget();
        if (idle.includes(worker) && !dead.has(worker)) giveBack(worker);
        else ending.push(worker.terminate());
      }
      all.clear();
      idle.length = 0;
      await Promise.all(ending);
    },
  };
};
