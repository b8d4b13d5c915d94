import { delimiter, dirname } from 'node:path';
import { testPython } from './python.ts';

/**
 * The shims of a version manager are shell scripts that take a fifth of a second each to say which
 * Python they are, and every first installation asks them all. The tests get the one Python that is
 * meant, by its own folder; candidates.test.ts tests shims of its own making.
 */
export const setup = (): void => {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const isShims = (folder: string): boolean => /[\\/]shims$/.test(folder);
  const python = testPython();
  if (python === null || !folders.some(isShims)) return;
  process.env['PATH'] = folders.flatMap((folder) => (isShims(folder) ? dirname(python) : folder)).join(delimiter);
};
