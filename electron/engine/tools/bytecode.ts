import { createHash } from 'node:crypto';
import { lstat, readdir, realpath, stat, utimes } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Bytecode } from '../interfaces/bytecode.ts';
import type { Clock } from '../interfaces/clock.ts';
import { isOnlyOurs, keepsItsFolders } from './folder-rights.ts';
import { makeFolders } from './make-folders.ts';
import { isRealFolder } from './own-folder.ts';
import { removeTree } from './remove-tree.ts';

/** What no look has used for so long belongs to an environment that is gone, or can be compiled again. */
const keptMs = 30 * 24 * 3_600_000;

const never = new AbortController().signal;

/**
 * See Bytecode. Proofs execute what lies there, and a cache may be shared by several users: a folder
 * that another user made, could write to or could put another in the place of is not used. Nor is
 * one that cannot be written a reason to refuse a look: it takes longer then.
 */
export const createBytecode = ({ cacheFolder, clock }: { cacheFolder: string; clock: Clock }): Bytecode => {
  const parent = join(cacheFolder, 'bytecode');
  const placeOf = (root: string): string => join(parent, createHash('sha256').update(root).digest('hex').slice(0, 16));
  const remove = async (path: string): Promise<void> => {
    // What stays is of the same use as before.
    await removeTree({ root: parent, path, signal: never }).catch(() => []);
  };
  const isParentOurs = async (): Promise<boolean> => {
    try {
      await makeFolders(parent, { mode: 0o700 });
      return (await isOursAlone(parent)) && keepsItsFolders(await stat(cacheFolder));
    } catch {
      return false;
    }
  };
  const make = async (path: string): Promise<string | null> => {
    try {
      await makeFolders(path, { mode: 0o700 });
      if (!(await isOursAlone(path))) return null;
      const now = new Date(clock.now());
      await utimes(path, now, now);
      return path;
    } catch {
      return null;
    }
  };
  return {
    open: async (root) => {
      if (!(await isParentOurs())) return null;
      await removeOld(parent, clock.now() - keptMs, remove);
      return make(placeOf(root));
    },
    renew: async (root, changed) => {
      if (!(await isParentOurs())) return null;
      const place = placeOf(root);
      // Of what cannot be told to be ours, nothing is kept.
      const stale = changed === 'all' || !(await isOurs(place)) ? [place] : await compiledOf(place, root, changed);
      for (const path of stale) await remove(path);
      return make(place);
    },
  };
};

const isOursAlone = async (path: string): Promise<boolean> => isOnlyOurs(await lstat(path));

const isOurs = (path: string): Promise<boolean> => isOursAlone(path).catch(() => false);

/**
 * What was compiled of the changed part of an environment; all of it where the environment's own part is not
 * found. Python repeats below `place` the whole path of each source's folder, without a drive
 * (importlib.util.cache_from_source, sys.pycache_prefix), and by which of its names is its own matter.
 */
const compiledOf = async (place: string, root: string, changed: readonly string[]): Promise<string[]> => {
  const names = new Set([root, await realpath(root).catch(() => root)]);
  const parts = [...names].map((name) => join(place, name.replace(/^[A-Za-z]:/, '').replace(/^[\\/]+/, '')));
  const there = await Promise.all(parts.map((part) => isRealFolder(part)));
  if (!there.includes(true)) return [place];
  const wanted = new Set(changed.map(topOf));
  return (await Promise.all(parts.map((part) => ofModules(part, wanted)))).flat();
};

/** numpy, /env/lib/python3.12/site-packages/google/protobuf/x.py → numpy, google. */
const topOf = (changed: string): string => {
  const below = changed.split(/[\\/]site-packages[\\/]/).at(-1) ?? changed;
  return withoutEnding(below.split(/[\\/]/)[0] ?? below);
};

/** numpy, six.py, six.cpython-312.pyc → numpy, six, six. */
const withoutEnding = (name: string): string => name.split('.')[0] ?? name;

/** lib and lib64 may both have a folder of packages. */
const ofModules = async (folder: string, modules: ReadonlySet<string>): Promise<string[]> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  if (basename(folder) === 'site-packages')
    return entries.flatMap(({ name }) => (modules.has(withoutEnding(name)) ? [join(folder, name)] : []));
  const below = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
  return (await Promise.all(below.map((one) => ofModules(one, modules)))).flat();
};

const removeOld = async (parent: string, before: number, remove: (path: string) => Promise<void>): Promise<void> => {
  for (const name of await readdir(parent).catch(() => [])) {
    const path = join(parent, name);
    const found = await lstat(path).catch(() => null);
    if (found !== null && found.mtimeMs < before) await remove(path);
  }
};
