// @ts-check
import { writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * The scripts in package.json begin with `exec`, so that the shell which npm starts is replaced by
 * the program: Debian's and Ubuntu's (dash) otherwise dies alone when npm passes a signal on, and
 * the program would go on unseen. Windows has no such word; there it is a batch file that starts
 * the rest of the line.
 * @param {string} root
 */
export const addExecForWindows = async (root) => {
  if (process.platform === 'win32') await writeFile(path.join(root, 'node_modules', '.bin', 'exec.cmd'), '@%*\r\n');
};
