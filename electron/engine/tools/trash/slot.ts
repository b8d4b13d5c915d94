import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../error-code.ts';
import { giveToOwnerOf } from '../owner.ts';
import { foldersAbove } from './moves.ts';

/** A numbered folder of a run's trash. */
export interface Slot {
  number: number;
  /** Makes the folders above a path's place in it, and returns that place. Throws the system's errors. */
  room: (path: string) => Promise<string>;
}

/** A new one, with the first free number from `first` on: one that is there may lead anywhere. */
export const openSlot = async (runFolder: string, first: number): Promise<Slot> => {
  const make = async (folder: string): Promise<void> => {
    await mkdir(folder);
    await giveToOwnerOf(runFolder, folder);
  };
  let number = first;
  while (!(await isNew(make(join(runFolder, String(number)))))) number += 1;
  const slot = join(runFolder, String(number));
  const there = new Set<string>();
  return {
    number,
    room: async (path) => {
      for (const folder of foldersAbove(path).reverse()) {
        if (there.has(folder)) continue;
        await isNew(make(join(slot, folder)));
        there.add(folder);
      }
      return join(slot, path);
    },
  };
};

const isNew = (making: Promise<void>): Promise<boolean> =>
  making.then(
    () => true,
    (error: unknown) => {
      if (errorCode(error) === 'EEXIST') return false;
      throw error;
    },
  );
