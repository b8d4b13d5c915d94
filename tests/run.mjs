// @ts-check
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseCLI, startVitest } from 'vitest/node';
import { runChecks } from '../build/check.mjs';

/**
 * `npm test`: the checks of the sources, then every suite. Arguments go to Vitest, and then only
 * its tests are run: `npm test -- tests/shared/manifest.test.ts`. `--long` is `npm run test:long`. Names each test that was skipped
 * with its reason. The last line is `N passed, N failed, N skipped`; a file or suite that could not
 * be run and an error outside of any test count as failed. Exits 1 on those, and where nothing ran.
 */
const args = process.argv.slice(2).filter((word) => word !== '--long');
// Read by tests/support/platform-tests.ts in the processes of Vitest.
if (process.argv.includes('--long')) process.env['SMART_INSTALLER_TESTS'] = 'long';
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/**
 * Fetches what the tests need. Not in the pre-script: a shell that began with the system's Node would
 * go on with that one. A program of its own, because it waits for others, and the checks run meanwhile.
 * @returns {Promise<void>}
 */
const setUp = () =>
  new Promise((resolve, reject) => {
    const file = path.join(root, 'build/test-setup.mjs');
    const child = spawn(process.execPath, [file], { stdio: ['ignore', 'inherit', 'inherit'], windowsHide: true });
    child.on('error', reject);
    child.on('exit', (code, signal) =>
      code === 0 ? resolve() : reject(new Error(`${file} ended with ${code ?? signal}`)),
    );
  });

const count = { passed: 0, failed: 0, skipped: 0 };
const [checked] = await Promise.all([args.length === 0 ? runChecks() : null, setUp()]);
if (checked !== null) {
  count.passed += checked.passed;
  count.failed += checked.failed;
}

const { filter, options } = parseCLI(['vitest', 'run', ...args]);
const vitest = await startVitest(filter, { ...options, root, watch: false });

/** @type {string[]} */
const skipped = [];
/** Seconds that each file took, to be seen where the suite becomes slow. @type {[file: string, seconds: number][]} */
const took = [];
for (const file of vitest.state.getTestModules()) {
  took.push([file.relativeModuleId, Math.round(file.diagnostic().duration / 1000)]);
  if (file.errors().length > 0) count.failed += 1;
  for (const suite of file.children.allSuites()) if (suite.errors().length > 0) count.failed += 1;
  for (const test of file.children.allTests()) {
    const result = test.result();
    if (result.state === 'passed') count.passed += 1;
    else if (result.state === 'failed') count.failed += 1;
    else {
      // A test that never came to its end, such as one after a failed hook, is none that passed.
      count.skipped += 1;
      const reason = result.state === 'skipped' ? result.note : 'it was not run';
      skipped.push(`  ${file.relativeModuleId} > ${test.fullName}: ${reason ?? 'no reason given'}`);
    }
  }
}
const errors = vitest.state.getUnhandledErrors().length;
count.failed += errors;
await vitest.close();

const nothingRan = count.passed + count.failed === 0;
process.exitCode = count.failed > 0 || nothingRan || process.exitCode ? 1 : 0;
if (nothingRan) process.stdout.write('No test ran.\n');
const slowest = took.sort(([, a], [, b]) => b - a).slice(0, 12);
process.stdout.write(`\nSlowest files:\n${slowest.map(([file, seconds]) => `  ${seconds} s ${file}`).join('\n')}\n`);
if (skipped.length > 0) process.stdout.write(`\nSkipped:\n${skipped.join('\n')}\n\n`);
const line = `${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`;
// Something that a test left open must not keep the command from ending.
process.stdout.write(line, () => process.exit());
