import { chown, lchown, lstat, readdir, realpath, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { throwIfCancelled } from '../../failing.ts';
import { placeBelow } from '../below-root.ts';
import { errorCode } from '../error-code.ts';
import { fileFailure } from '../file-failure.ts';
import { isOwnName } from '../own-folder.ts';
import { patiently } from '../patiently.ts';
import { findRunFolder } from './folder.ts';
import { appendMoves } from './moves.ts';

/** What installers leave at the top of a folder that they fill; the environment has its own of these. */
const installersOwn: ReadonlySet<string> = new Set(['.lock', '.gitignore', 'cachedir.tag', 'pyvenv.cfg']);

interface Staged {
  /** Relative paths whose name is free in the environment. */
  free: string[];
  /** Relative paths that meet a file, a link, or a folder where staging has none. */
  inTheWay: string[];
}

/**
 * Compares a staging folder with the environment: a name that is free there goes as a whole, real
 * folders on both sides are looked into. A link in staging throws: wheels have none, and one could
 * lead out of the environment.
 */
const compare = async (root: string, staging: string): Promise<Staged> => {
  const staged: Staged = { free: [], inTheWay: [] };
  const walk = async (folder: string): Promise<void> => {
    for (const entry of await readdir(join(staging, folder), { withFileTypes: true })) {
      if (folder === '' && (installersOwn.has(entry.name.toLowerCase()) || isOwnName(entry.name))) continue;
      const path = join(folder, entry.name);
      if (entry.isSymbolicLink()) throw new Error(`${path} in the staging folder is a link`);
      const there = await kindOf(join(root, path));
      if (there === null) staged.free.push(path);
      else if (there === 'folder' && entry.isDirectory()) await walk(path);
      else staged.inTheWay.push(path);
    }
  };
  await walk('');
  return staged;
};

/** See Trash.inTheWay. */
export const inTheWay = async ({ root, staging }: { root: string; staging: string }): Promise<string[]> =>
  (await compare(root, staging)).inTheWay.map((path) => join(root, path));

/** See Trash.place. */
export const place = async (request: {
  root: string;
  staging: string;
  run: string;
  signal: AbortSignal;
}): Promise<void> => {
  const { staging, run, signal } = request;
  throwIfCancelled(signal);
  const root = await realpath(request.root);
  const runFolder = await findRunFolder(root, run);
  if (runFolder === null) throw new Error(`run ${run} has not begun`);
  if ((await placeBelow(root, staging)) === null) throw new Error(`${staging} is not there`);
  const { free, inTheWay: others } = await compare(root, staging);
  if (others.length > 0) throw new Error(`${others[0] ?? ''} stands in the way`);
  for (const path of free) await giveToOwner(root, join(staging, path));
  // All at once: to wait for the disk at each of thousands would take minutes.
  await appendMoves(
    runFolder,
    free.map((path) => ({ what: 'made', path })),
  );
  for (const path of free) {
    throwIfCancelled(signal);
    try {
      await patiently(() => rename(join(staging, path), join(root, path)), signal);
    } catch (error) {
      throw await fileFailure(error, join(root, path));
    }
  }
};

/** What an administrator installs into somebody's environment is that one's, or a later repair could not change it. */
const giveToOwner = async (root: string, path: string): Promise<void> => {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = await stat(root);
  if (uid === 0) return;
  const give = async (one: string): Promise<void> => {
    const found = await lstat(one);
    await (found.isSymbolicLink() ? lchown : chown)(one, uid, gid);
    if (found.isDirectory()) for (const name of await readdir(one)) await give(join(one, name));
  };
  await give(path);
};

const kindOf = async (path: string): Promise<'folder' | 'other' | null> => {
  try {
    return (await lstat(path)).isDirectory() ? 'folder' : 'other';
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
};
