// @ts-check
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SetupProblem } from './problem.mjs';

const pollMs = 250;
const patienceMs = 10 * 60_000;

/**
 * Does `work` while no other process does it for the same checkout. A dead owner's lock is taken
 * over. Throws SetupProblem where a live one keeps it for more than ten minutes.
 * @param {string} root
 * @param {AbortSignal} signal
 * @param {() => Promise<void>} work
 */
export const oneAtATime = async (root, signal, work) => {
  const cache = path.join(root, '.cache');
  const lock = path.join(cache, 'setup.lock');
  try {
    await mkdir(cache, { recursive: true });
    await take(lock, signal);
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS', 'ENOSPC'].includes(codeOf(error))) throw error;
    throw new SetupProblem(
      `${root} cannot be written to (${codeOf(error)}). Put the checkout where you may write, with free space, then run the same command again.`,
    );
  }
  try {
    await work();
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
};

/** @param {string} lock @param {AbortSignal} signal */
const take = async (lock, signal) => {
  const until = Date.now() + patienceMs;
  let told = false;
  while (!(await create(lock))) {
    const owner = await ownerOf(lock);
    if (owner !== null && !isAlive(owner)) await removeDead(lock, owner);
    else if (owner !== null && !told) {
      process.stderr.write(`Waiting for process ${owner}, which is setting up this folder…\n`);
      told = true;
    }
    if (Date.now() > until)
      throw new SetupProblem(
        `The lock ${lock} was not released for ten minutes. End its process, or delete it, then run the same command again.`,
      );
    await sleep(pollMs, undefined, { signal });
  }
};

/**
 * Creates the lock with its owner already in it: the rename of a prepared folder is one act, and
 * fails where the lock exists, because that is a folder with something in it.
 * @param {string} lock
 * @returns {Promise<boolean>} whether it is ours now
 */
const create = async (lock) => {
  const prepared = await mkdtemp(`${lock}-`);
  await writeFile(path.join(prepared, 'pid'), String(process.pid));
  try {
    await rename(prepared, lock);
    return true;
  } catch (error) {
    await rm(prepared, { recursive: true, force: true });
    // The last two are how Windows says that a folder is in the way.
    if (['ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES'].includes(codeOf(error))) return false;
    throw error;
  }
};

/** @param {string} lock @returns {Promise<string | null>} its process's id; null where there is no lock any more */
const ownerOf = async (lock) => {
  try {
    return await readFile(path.join(lock, 'pid'), 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
};

/**
 * Moves a dead owner's lock away. Where another process was faster and the lock is a live one's by
 * now, it goes back.
 * @param {string} lock @param {string} owner
 */
const removeDead = async (lock, owner) => {
  const aside = `${lock}-dead-${process.pid}`;
  try {
    await rename(lock, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return; // another process did it
    throw error;
  }
  if ((await ownerOf(aside)) === owner) await rm(aside, { recursive: true, force: true });
  else await rename(aside, lock);
};

/** @param {string} owner */
const isAlive = (owner) => {
  if (!/^[1-9]\d*$/.test(owner)) return false; // a file that a full disk cut short
  try {
    process.kill(Number(owner), 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
};

/** @param {unknown} error */
const codeOf = (error) => (error instanceof Error && 'code' in error ? String(error.code) : '');
