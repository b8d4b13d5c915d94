// @ts-check
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { dependenciesAreCurrent, installDependencies } from './setup/dependencies.mjs';
import { oneAtATime } from './setup/one-at-a-time.mjs';
import { nodeForScripts, requireNode } from './setup/own-node.mjs';
import { SetupProblem } from './setup/problem.mjs';
import { runProgram } from './setup/run-program.mjs';

/**
 * What `npm run repair`, `npm start`, `npm test` and the others do first, so that a fresh clone
 * needs no command of its own: installs the dependencies where they are missing or stale, then
 * builds what is stale. Needs nothing but Node 20. Prints to stderr, and only when there is
 * something to do or to say. Exits with 1 and one line for a person, or 130 when interrupted.
 * `--no-build` is for the commands that need the dependencies only.
 */
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** @param {AbortSignal} signal */
const setUp = async (signal) => {
  requireNode(20);
  if (!dependenciesAreCurrent(root))
    await oneAtATime(root, signal, async () => {
      if (!dependenciesAreCurrent(root)) await installDependencies(root, signal);
    });
  if (process.argv.includes('--no-build')) return;
  const bundle = path.join(root, 'build', 'bundle.mjs');
  const { exitCode } = await runProgram(nodeForScripts(root), [bundle], { cwd: root, signal, show: true });
  if (exitCode !== 0) throw new SetupProblem('Smart Installer could not be built; the reason is above.');
};

const interrupt = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(name, () => interrupt.abort());
// Where npm alone gets the signal, the shell between it and this script is ended and says nothing.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && interrupt.abort(), 500).unref();
try {
  await setUp(interrupt.signal);
} catch (error) {
  if (interrupt.signal.aborted) process.exitCode = 130;
  else if (error instanceof SetupProblem) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  } else throw error;
}
