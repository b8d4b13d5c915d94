import { parentPort } from 'node:worker_threads';
import { Cancelled } from '../../failing.ts';
import { sweep } from './sweep.ts';
import { type Answer, slot, type Task } from './task.ts';

/** One of the threads that delete large trees: takes one folder after the other, until none is left. */
const perform = ({ folders, keepsFolders, shared }: Task): string | null => {
  const numbers = new Int32Array(shared);
  const isStopped = (): boolean => Atomics.load(numbers, slot.stopped) !== 0;
  const onRemoved = (): void => void Atomics.add(numbers, slot.removed, 1);
  Atomics.store(numbers, slot.begun, 1);
  try {
    for (;;) {
      const folder = folders[Atomics.add(numbers, slot.next, 1)];
      if (folder === undefined) return null;
      sweep(Buffer.from(folder, 'latin1'), isStopped, onRemoved, keepsFolders);
    }
  } catch (error) {
    if (!(error instanceof Cancelled)) return error instanceof Error ? (error.stack ?? error.message) : String(error);
    return null;
  }
};

parentPort?.on('message', (task: Task) => {
  parentPort?.postMessage({ id: task.id, problem: perform(task) } satisfies Answer);
});
