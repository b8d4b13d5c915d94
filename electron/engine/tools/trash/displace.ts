import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Failing } from '../../failing.ts';
import { liesBelow } from '../below-root.ts';
import { mountsWithin } from '../mounts.ts';
import { isThere } from '../own-folder.ts';
import { isRealWay } from './real-way.ts';
import { openSlot } from './slot.ts';
import { to } from './to.ts';

/**
 * Moves what is in the way at a path of the environment to the trash, each time under a new number.
 * What lies behind a link or a mount stays. Throws Failing file-locked for a folder with a mount in
 * it: the mount would go along.
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
    const target = await to(folder, async () => {
      const slot = await openSlot(folder, number);
      number = slot.number + 1;
      return slot.room(path);
    });
    await to(place, () => rename(place, target));
  };
};
