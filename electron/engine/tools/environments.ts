import { access, constants, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Failing } from '../failing.ts';
import type { Environments, FolderKind } from '../tools.ts';
import { environmentPython } from './environment-python.ts';
import { readMark, writeMark } from './environments/mark.ts';
import { looksLikeEnvironment } from './environments/shape.ts';
import { errorCode } from './error-code.ts';
import { isOwnName, isThere, ownFolderOf } from './own-folder.ts';

export const createEnvironments = (platform: NodeJS.Platform = process.platform): Environments => ({
  look,
  isWritable,
  parts: async (root) => (await namesIn(root)).filter(isPart).map((name) => join(root, name)),
  pythonOf: (root) => environmentPython(root, platform),
  ownFolder: ownFolderOf,
  readMark,
  writeMark,
});

/**
 * What a virtual environment consists of, in lower case: the layouts of venv and uv on every system,
 * and the data folders that packages install into. Anything else in the folder is the user's.
 */
const parts: ReadonlySet<string> = new Set([
  ...['bin', 'lib', 'lib64', 'include', 'scripts', 'share', 'etc', 'man', 'pyvenv.cfg'],
  ...['.lock', '.gitignore', 'cachedir.tag'],
]);

const isPart = (name: string): boolean => parts.has(name.toLowerCase());

/** What file managers put into a folder that somebody only looked at; compared in lower case. */
const clutter: ReadonlySet<string> = new Set(['.ds_store', 'desktop.ini', 'thumbs.db']);

/** Throws Failing permission-denied where the folder may not be read. */
const look = async (root: string): Promise<FolderKind> => {
  let names: string[];
  try {
    names = await readdir(root);
  } catch (error) {
    switch (errorCode(error)) {
      case 'ENOENT':
      case 'ENOTDIR':
      case 'ELOOP':
        // A link that leads nowhere is in the way just as a file is.
        return (await isThere(root)) ? { kind: 'file' } : { kind: 'absent' };
      case 'EACCES':
      case 'EPERM':
        throw new Failing({ code: 'permission-denied', path: root });
      default:
        throw error;
    }
  }
  const found = names.filter((name) => !isOwnName(name) && !clutter.has(name.toLowerCase())).sort()[0];
  if (found === undefined) return { kind: 'empty' };
  return (await looksLikeEnvironment(root)) ? { kind: 'environment' } : { kind: 'foreign', found };
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
