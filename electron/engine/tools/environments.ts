import { access, constants, readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Failing } from '../failing.ts';
import type { Environments, FolderKind } from '../interfaces/environments.ts';
import { environmentPython } from './environment-python.ts';
import { frame } from './environments/frame.ts';
import { readMark, writeMark } from './environments/mark.ts';
import { pythonVersion } from './environments/python-version.ts';
import { looksLikeEnvironment } from './environments/shape.ts';
import { errorCode } from './error-code.ts';
import { isFrameFile } from './frame-files.ts';
import { isOwnName, isThere, ownFolderOf } from './own-folder.ts';

export const createEnvironments = (platform: NodeJS.Platform = process.platform): Environments => ({
  look,
  isWritable,
  parts: async (root) => inOrder((await namesIn(root)).filter(isPart)).map((name) => join(root, name)),
  realRoot: (root) => realpath(root).catch(() => root),
  frame: (root) => frame(root, platform),
  pythonVersion: (root) => pythonVersion(root, platform),
  pythonOf: (root) => environmentPython(root, platform),
  inside: (root, path) => join(root, path),
  ownFolder: ownFolderOf,
  readMark,
  writeMark,
});

/**
 * The folders that a virtual environment consists of, in lower case: the layouts of venv and uv on every system,
 * and the data folders that packages install into. Anything else in the folder is the user's.
 */
const parts: ReadonlySet<string> = new Set([...['bin', 'lib', 'lib64', 'include', 'scripts', 'share', 'etc', 'man']]);

const isPart = (name: string): boolean => parts.has(name.toLowerCase()) || isFrameFile(name);

const inOrder = (names: readonly string[]): string[] =>
  [...names].sort((a, b) => rank(a) - rank(b) || Number(a > b) - Number(a < b));

/** Programs first, pyvenv.cfg last: without it the environment's Python would install into the computer's own. */
const rank = (name: string): number => {
  if (['bin', 'scripts'].includes(name.toLowerCase())) return 0;
  return name.toLowerCase() === 'pyvenv.cfg' ? 2 : 1;
};

/** What file managers put into a folder that somebody only looked at; compared in lower case. */
const clutter: ReadonlySet<string> = new Set(['.ds_store', 'desktop.ini', 'thumbs.db']);

/**
 * Throws Failing environment-is-a-file where one stands above in the path, permission-denied where
 * the folder may not be read, and path-too-long.
 */
const look = async (root: string): Promise<FolderKind> => {
  let names: string[];
  try {
    names = await readdir(root);
  } catch (error) {
    switch (errorCode(error)) {
      case 'ENOENT':
      case 'ENOTDIR':
      case 'ELOOP': {
        const file = await inTheWay(root);
        if (file === null) return { kind: 'absent' };
        if (file === root) return { kind: 'file' };
        throw new Failing({ code: 'environment-is-a-file', path: file });
      }
      case 'EACCES':
      case 'EPERM':
        throw new Failing({ code: 'permission-denied', path: root });
      case 'ENAMETOOLONG':
        throw new Failing({ code: 'path-too-long', path: root });
      default:
        throw error;
    }
  }
  const found = names.filter((name) => !isOwnName(name) && !clutter.has(name.toLowerCase())).sort()[0];
  if (found === undefined) return { kind: 'empty' };
  return (await looksLikeEnvironment(root)) ? { kind: 'environment' } : { kind: 'foreign', found };
};

/** The file at a path or above it; a link that leads nowhere is in the way just as a file is. Null for none. */
const inTheWay = async (path: string): Promise<string | null> => {
  if (await isThere(path)) {
    const isFolder = await stat(path).then(
      (found) => found.isDirectory(),
      () => false,
    );
    return isFolder ? null : path;
  }
  return dirname(path) === path ? null : inTheWay(dirname(path));
};

/**
 * Asks the system and writes nothing. So it is a first answer: root may write whatever the modes
 * say, and on Windows only the read-only attribute is looked at, not the access lists. Where the
 * truth is another, the first change says so as Failing permission-denied.
 */
const isWritable = async (root: string): Promise<boolean> => {
  try {
    if (!(await stat(root)).isDirectory()) return false;
    await access(root, constants.W_OK | constants.X_OK);
    return true;
  } catch (error) {
    const absent = ['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '') && !(await isThere(root));
    return absent && dirname(root) !== root ? isWritable(dirname(root)) : false;
  }
};

const namesIn = async (root: string): Promise<string[]> => {
  try {
    return (await readdir(root)).filter((name) => !isOwnName(name));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
};
