// @ts-check
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A download that takes longer than this is given up: the local page is there at once. */
const downloadMs = 60_000;

/**
 * Electron's binary, which the npm package `electron` downloads when it is first needed; a folder in
 * ELECTRON_OVERRIDE_DIST_PATH takes its place. Answers why there is none instead of throwing.
 * @param {string} root
 * @returns {Promise<{ file: string } | { missing: string }>}
 */
export const electronProgram = async (root) => {
  const folder = path.join(root, 'node_modules/electron');
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) {
    const file = path.join(override, programName());
    return existsSync(file) ? { file } : { missing: `ELECTRON_OVERRIDE_DIST_PATH has no ${programName()}` };
  }
  const present = installed(folder);
  if (present !== null) return { file: present };
  // Where its host cannot be reached at all, that is found out before anyone needs to be told of a download.
  const notice = setTimeout(() => process.stderr.write('Downloading Electron (about 110 MB, once) …\n'), 1000);
  const problem = await download(folder);
  clearTimeout(notice);
  const fetched = installed(folder);
  return fetched === null
    ? { missing: `Electron could not be downloaded: ${problem ?? 'it has no program'}` }
    : { file: fetched };
};

/** @param {string} folder */
const installed = (folder) => {
  const pathFile = path.join(folder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const file = path.join(folder, 'dist', readFileSync(pathFile, 'utf8'));
  return existsSync(file) ? file : null;
};

const programName = () => {
  switch (process.platform) {
    case 'win32':
      return 'electron.exe';
    case 'darwin':
      return 'Electron.app/Contents/MacOS/Electron';
    default:
      return 'electron';
  }
};

/** Answers why it failed, in a few words, or null. @param {string} folder @returns {Promise<string | null>} */
const download = (folder) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [path.join(folder, 'install.js')], {
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: downloadMs,
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
      said += text;
    });
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code, signal) => {
      if (code === 0) resolve(null);
      else if (signal !== null) resolve(`it took longer than ${downloadMs / 1000} s`);
      else resolve((said.split('\n')[0] ?? '').replace(/^(?:\w*Error: )+/, '') || 'no reason was given');
    });
  });
