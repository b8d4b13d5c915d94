import { spawn, spawnSync } from 'node:child_process';
import { win32 } from 'node:path';

/** Windows' own way to end programs: without /F it asks their windows to close, /T takes in what they started. */

const timeout = 5000;

/** By its full path: a file of that name in the working directory or on PATH must not run instead. */
const taskkill = (): string => win32.join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'taskkill.exe');

/** Its exit code, 0 where the program was reached; null where it could not be started or took over 5 s. */
export const runTaskkill = (pid: number, options: readonly string[]): Promise<number | null> =>
  new Promise((resolve) => {
    const child = spawn(taskkill(), ['/PID', String(pid), ...options], { stdio: 'ignore', windowsHide: true, timeout });
    child.once('error', () => resolve(null));
    child.once('exit', resolve);
  });

/** For the moment in which this process exits. */
export const runTaskkillSync = (pid: number, options: readonly string[]): void => {
  spawnSync(taskkill(), ['/PID', String(pid), ...options], { stdio: 'ignore', windowsHide: true, timeout });
};
