// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { addExecForWindows } from './exec-for-windows.mjs';
import { explainNpm, reasonOfNpm } from './explain-npm.mjs';
import {
  keepOwnNodeIfItStarts,
  nodeForScripts,
  removeOldNodes,
  requireSomeNode,
  stepOutOfTheWay,
} from './own-node.mjs';
import { SetupProblem } from './problem.mjs';
import { runProgram } from './run-program.mjs';

/** @param {string} root */
const stampOf = (root) => path.join(root, 'node_modules', '.setup');

/** What node_modules has to be: the lock file's content, for one kind of system. @param {string} root */
const wanted = (root) => {
  const lock = readFileSync(path.join(root, 'package-lock.json'));
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform} ${process.arch}\n`;
};

/** @param {string} root */
export const dependenciesAreCurrent = (root) => {
  const stamp = stampOf(root);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted(root);
};

/**
 * Installs exactly what package-lock.json says. Scripts of packages are not run: nothing that a
 * dependency brings is executed before the product itself imports it.
 * Throws SetupProblem with what to do.
 * @param {string} root
 * @param {AbortSignal} signal
 */
export const installDependencies = async (root, signal) => {
  requireSomeNode(root);
  const first = !existsSync(path.join(root, 'node_modules'));
  process.stderr.write(`Installing dependencies (${first ? 'first start' : 'they have changed'}, about 20 s)…\n`);
  const stamp = wanted(root);
  await rm(stampOf(root), { force: true });
  const [file, ...args] = npm(await stepOutOfTheWay(root));
  // Named, because NODE_ENV=production, `npm run --silent` or the user's configuration may say otherwise.
  const command = [...args, 'ci', '--ignore-scripts', '--include=dev', '--include=optional', '--loglevel=error'];
  const { exitCode, output } = await runProgram(file, command, { cwd: root, signal, show: false });
  if (exitCode !== 0) {
    process.stderr.write(reasonOfNpm(output));
    throw new SetupProblem(explainNpm(exitCode, output));
  }
  await removeOldNodes(root);
  await keepOwnNodeIfItStarts(root, signal);
  nodeForScripts(root);
  await addExecForWindows(root);
  await writeFile(stampOf(root), stamp);
};

/**
 * npm as an argv array. `npm` itself is a batch file on Windows, which only a shell can start.
 * @param {string} node the program of this process
 * @returns {[string, ...string[]]}
 */
export const npm = (node) => {
  const beside = path.dirname(process.execPath);
  const places = [
    process.env.npm_execpath,
    path.join(beside, 'node_modules/npm/bin/npm-cli.js'),
    path.join(beside, '../lib/node_modules/npm/bin/npm-cli.js'),
  ];
  const found = places.find((file) => file !== undefined && path.basename(file) === 'npm-cli.js' && existsSync(file));
  return found === undefined ? ['npm'] : [node, found];
};
