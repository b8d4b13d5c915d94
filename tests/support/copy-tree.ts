import { execFile } from 'node:child_process';
import { cp, mkdir } from 'node:fs/promises';
import { promisify } from 'node:util';

/**
 * Copies a folder with links as links, modes and times, to a path that is not there yet. By the system's
 * program where it has one: an environment's thousands of files take Node ten times as long.
 */
export const copyTree = async (from: string, to: string): Promise<void> => {
  if (process.platform === 'win32') {
    await cp(from, to, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
    return;
  }
  await mkdir(to, { recursive: true });
  await promisify(execFile)('cp', ['-a', `${from}/.`, to]);
};
