import { execFileSync } from 'node:child_process';
import { delimiter, dirname } from 'node:path';

/**
 * The shims of a version manager are shell scripts that take a fifth of a second each to say which
 * Python they are, and every first installation asks them all. The tests get the one Python that is
 * meant, by its own folder; candidates.test.ts tests shims of its own making. Imports nothing of ours:
 * run.test.ts copies it into a project that has nothing else.
 */
export const setup = (): void => {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const isShims = (folder: string): boolean => /[\\/]shims$/.test(folder);
  if (!folders.some(isShims)) return;
  const python = execFileSync('python3', ['-I', '-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' });
  process.env['PATH'] = folders.flatMap((one) => (isShims(one) ? dirname(python.trim()) : one)).join(delimiter);
};
