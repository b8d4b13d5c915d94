import { parentPort } from 'node:worker_threads';
import { Cancelled } from '../../failing.ts';
import { sweep } from './sweep.ts';
import { type Answer, slot, type Task } from './task.ts';

/** The thread that deletes large trees, one after the other, until it is terminated. */
const perform = ({ tree, shared }: Task): string | null => {
  const numbers = new Int32Array(shared);
  Atomics.store(numbers, slot.begun, 1);
  try {
    sweep(
      Buffer.from(tree, 'latin1'),
      () => Atomics.load(numbers, slot.stopped) !== 0,
      () => void Atomics.add(numbers, slot.removed, 1),
    );
  } catch (error) {
    if (!(error instanceof Cancelled)) return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  return null;
};

parentPort?.on('message', (task: Task) => {
  parentPort?.postMessage({ id: task.id, problem: perform(task) } satisfies Answer);
});
