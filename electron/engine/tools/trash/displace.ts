import { readdir, rename, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Failing } from '../../failing.ts';
import { liesBelow } from '../below-root.ts';
import { mountsWithin } from '../mounts.ts';
import { isRealFolder, isThere } from '../own-folder.ts';
import { isRealWay } from './real-way.ts';
import { openSlot } from './slot.ts';
import { to } from './to.ts';

/**
 * Moves what is in the way at a path of the environment to the trash, each time under a new number.
 * What lies behind a link or a mount stays. Throws Failing file-locked for what is in use, and for a
 * folder with a mount in it: the mount would go along.
 */
export type Displace = (path: string) => Promise<void>;

/** `root` is without links; `first` is the number from which on folders are made. */
export const createDisplace = async (root: string, folder: string, first: number): Promise<Displace> => {
  const mounts = await mountsWithin(root);
  let number = first;
  return async (path) => {
    const place = join(root, path);
    if (!(await isRealWay(root, path)) || !(await isThere(place))) return;
    if (mounts.some((mount) => mount !== root && liesBelow(mount, place))) return;
    const inside = mounts.find((mount) => mount === place || liesBelow(place, mount));
    if (inside !== undefined) throw new Failing({ code: 'file-locked', path: inside });
    const slot = await to(folder, () => openSlot(folder, number));
    number = slot.number + 1;
    await move(root, path, (one) => to(folder, () => slot.room(one)));
  };
};

/**
 * Windows renames no folder in which something is open, but it does rename a loaded library by
 * itself: then all that is in the folder is moved one by one. Cut off in between, the next call takes
 * the rest.
 */
const move = async (root: string, path: string, room: (path: string) => Promise<string>): Promise<void> => {
  const place = join(root, path);
  const target = await room(path);
  try {
    await to(place, () => rename(place, target));
  } catch (error) {
    const isLocked = error instanceof Failing && error.failure.code === 'file-locked';
    const names = isLocked && (await isRealFolder(place)) ? await readdir(place) : [];
    if (names.length === 0) throw error;
    for (const name of names) await move(root, join(path, name), room);
    await to(place, rmdir);
  }
};
