import { createHash } from 'node:crypto';
import { readdir, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bytecode } from '../interfaces/bytecode.ts';
import type { Clock } from '../interfaces/clock.ts';
import { makeFolders } from './make-folders.ts';
import { removeTree } from './remove-tree.ts';

/** What no look has used for so long belongs to an environment that is gone, or can be compiled again. */
const keptMs = 30 * 24 * 3_600_000;

const never = new AbortController().signal;

/** See Bytecode. A cache that cannot be written is no reason to refuse a look: it takes longer then. */
export const createBytecode = ({ cacheFolder, clock }: { cacheFolder: string; clock: Clock }): Bytecode => {
  const parent = join(cacheFolder, 'bytecode');
  const placeOf = (root: string): string => join(parent, createHash('sha256').update(root).digest('hex').slice(0, 16));
  const remove = async (path: string): Promise<void> => {
    // What stays is of the same use as before.
    await removeTree({ root: parent, path, signal: never }).catch(() => []);
  };
  const make = async (path: string): Promise<string | null> => {
    try {
      await makeFolders(path, { mode: 0o700 });
      const now = new Date(clock.now());
      await utimes(path, now, now);
      return path;
    } catch {
      return null;
    }
  };
  return {
    open: async (root) => {
      await removeOld(parent, clock.now() - keptMs, remove);
      return make(placeOf(root));
    },
    renew: async (root) => {
      await remove(placeOf(root));
      return make(placeOf(root));
    },
  };
};

const removeOld = async (parent: string, before: number, remove: (path: string) => Promise<void>): Promise<void> => {
  for (const name of await readdir(parent).catch(() => [])) {
    const path = join(parent, name);
    const found = await stat(path).catch(() => null);
    if (found !== null && found.mtimeMs < before) await remove(path);
  }
};
