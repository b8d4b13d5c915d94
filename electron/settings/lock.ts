import { setTimeout as pause } from 'node:timers/promises';
import { Failing } from '../engine/failing.ts';
import { removeLockFile, takeLockFile } from '../engine/tools/lock/file.ts';
import { describeSelf } from '../engine/tools/lock/owner.ts';

/** Whoever has the lock writes a few kilobytes. */
const lookAgainMs = 20;
const patienceMs = 10_000;

/**
 * Does something while no other process reads this file in order to write it. Throws what `work`
 * throws, the system's errors, and Failing file-locked where another process keeps the lock for 10 s.
 */
export const whileLocked = async <T>(file: string, work: () => Promise<T>): Promise<T> => {
  const path = `${file}.lock`;
  const self = { ...(await describeSelf()), run: 'settings', since: Date.now() };
  for (const began = performance.now(); ; ) {
    const taken = await takeLockFile(path, self);
    if ('text' in taken) {
      try {
        return await work();
      } finally {
        await removeLockFile(path, taken.text);
      }
    }
    if (performance.now() - began > patienceMs) throw new Failing({ code: 'file-locked', path: file });
    await pause(lookAgainMs);
  }
};
