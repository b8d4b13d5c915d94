import { posix, win32 } from 'node:path';

/** Path of the interpreter inside a virtual environment; it need not exist. */
export const environmentPython = (root: string, platform: NodeJS.Platform = process.platform): string =>
  platform === 'win32' ? win32.join(root, 'Scripts', 'python.exe') : posix.join(root, 'bin', 'python');
