/**
 * One of many processes that fight for a lock, started by locks.test.ts. Writes each taking, giving
 * back and dying to a common log, every line by one append, while it holds the lock.
 */
import { appendFileSync } from 'node:fs';
import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';

const [root = '', log = '', rounds = '', deathRate = '', links = ''] = process.argv.slice(2);

/** A process may be interrupted between a look and what it does then: here it often is. */
const interrupted =
  <A extends unknown[], R>(work: (...args: A) => Promise<R>) =>
  async (...args: A): Promise<R> => {
    if (Math.random() < 0.5) await pause(Math.random() * 20);
    return work(...args);
  };
fs.rename = interrupted(fs.rename);
fs.rm = interrupted(fs.rm);
fs.link =
  links === 'no-links'
    ? () => Promise.reject(Object.assign(new Error('no hard links here'), { code: 'EPERM' }))
    : interrupted(fs.link);
syncBuiltinESMExports();

const { Failing } = await import('../../../../electron/engine/failing.ts');
const { createLocks } = await import('../../../../electron/engine/tools/locks.ts');
const locks = createLocks();
const note = (what: string) => appendFileSync(log, `${what} ${process.pid}\n`);

const acquire = async (run: string) => {
  for (;;) {
    try {
      return await locks.acquire(root, run);
    } catch (error) {
      if (!(error instanceof Failing) || error.failure.code !== 'environment-busy') throw error;
      await pause(5 + Math.random() * 20);
    }
  }
};

for (let round = 0; round < Number(rounds); round += 1) {
  const lock = await acquire(`round-${round}`);
  note('enter');
  await pause(Math.random() * 3);
  if (Math.random() < Number(deathRate)) {
    note('leave');
    process.kill(process.pid, 'SIGKILL');
  }
  note('leave');
  await lock.release();
}
