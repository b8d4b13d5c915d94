import { lstatSync } from 'node:fs';
import { win32 } from 'node:path';

/**
 * Full path of a program on Windows, null where there is none. Looked up here, because otherwise an
 * unknown name is handed to cmd.exe, a .bat runs in a shell, and Windows looks in the working
 * directory first, where a file from a stranger may lie.
 */
export const programPath = (file: string, env: Record<string, string | undefined>, cwd: string): string | null => {
  const names = /\.(?:exe|com)$/i.test(file) ? [file] : [`${file}.exe`, `${file}.com`];
  const folders = /[\\/:]/.test(file)
    ? [cwd]
    : (variable(env, 'PATH') ?? '').split(';').map(unquoted).filter(win32.isAbsolute);
  for (const folder of folders)
    for (const name of names) {
      const path = win32.resolve(folder, name);
      if (isThere(path)) return path;
    }
  return null;
};

/** Names of variables have no case on Windows. */
const variable = (env: Record<string, string | undefined>, name: string): string | undefined =>
  env[Object.keys(env).find((key) => key.toUpperCase() === name) ?? name];

const unquoted = (folder: string): string => folder.replace(/^"(.*)"$/, '$1');

/** lstat, because stat fails on the aliases of the Microsoft Store. */
const isThere = (path: string): boolean => {
  try {
    return !lstatSync(path).isDirectory();
  } catch {
    return false;
  }
};
