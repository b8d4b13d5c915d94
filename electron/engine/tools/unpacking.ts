import { randomUUID } from 'node:crypto';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../interfaces/clock.ts';
import type { Disk } from '../interfaces/disk.ts';
import type { Unpacking } from '../interfaces/unpacking.ts';
import { emptyFolder } from './empty-folder.ts';
import { makeFolders } from './make-folders.ts';
import { removeTree } from './remove-tree.ts';
import { type Held, tryLock } from './wheelhouse/wheel-lock.ts';
import { asNotMade } from './work-folder.ts';

const never = new AbortController().signal;
const lockSuffix = '.lock';

/** See Unpacking. Each folder has a lock beside it, which tells whether somebody works in it. */
export const createUnpacking = (tool: { cacheFolder: string; clock: Clock; disk: Disk }): Unpacking => {
  const parent = join(tool.cacheFolder, 'unpacked');
  const remove = async (path: string): Promise<void> => {
    await removeTree({ root: parent, path, signal: never }).catch(() => []);
  };
  return {
    empty: emptyFolder,
    open: async (root) => {
      if (!(await tool.disk.isSameVolume(tool.cacheFolder, root))) return null;
      try {
        await makeFolders(parent);
        await removeAbandoned(parent, tool.clock.now(), remove);
        const path = join(parent, randomUUID());
        const lock = await lockOf(path, tool.clock.now());
        if (lock === null) throw new Error('a folder of a new name is in use');
        await mkdir(path);
        return {
          path,
          close: async () => {
            await remove(path);
            await lock.release().catch(() => undefined);
          },
        };
      } catch (error) {
        throw asNotMade(error, parent);
      }
    },
  };
};

const removeAbandoned = async (parent: string, now: number, remove: (path: string) => Promise<void>): Promise<void> => {
  for (const name of await readdir(parent)) {
    if (name.includes(lockSuffix)) continue;
    const lock = await lockOf(join(parent, name), now);
    if (lock === null) continue;
    await remove(join(parent, name));
    await lock.release();
  }
};

/** null where a living process works in it. */
const lockOf = async (folder: string, since: number): Promise<Held | null> => {
  const lock = await tryLock(`${folder}${lockSuffix}`, since);
  return 'release' in lock ? lock : null;
};
