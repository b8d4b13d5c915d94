import { constants, readlinkSync } from 'node:fs';
import type { Calls } from './calls.ts';
import { changeable, expectSameWay, type Folder, joined } from './folder.ts';

/** Source: asm-generic/fcntl.h, O_PATH. Only a hold on it: opens also what may not be read. */
const onlyHold = 0x20_0000;
/** How a folder is held: fails with ENOTDIR for a link. */
export const asFolder = onlyHold | constants.O_DIRECTORY | constants.O_NOFOLLOW;

/**
 * Linux: the folder is held open, and what is in it is reached through /proc/PID/fd/N (proc(5)), which
 * leads to that very folder wherever its name leads by now. A link that takes the place of a folder
 * meanwhile is so never followed, as with openat(2) and unlinkat(2), which Node lacks. And no path is
 * too long.
 */
const heldFolder = (calls: Calls, own: Buffer, file: number, path: Buffer): Folder => {
  const way = wayOf(own, file);
  const at = (name: Buffer): Buffer => joined(way, name);
  const letChange = async (): Promise<void> => {
    const { mode } = await calls.fstat(file);
    await calls.chmod(way, changeable(mode)).catch(() => undefined);
  };
  let changed: Promise<void> | null = null;
  return {
    path,
    at,
    list: () => calls.readdir(way),
    open: async (name) => heldFolder(calls, own, await calls.open(at(name), asFolder), joined(path, name)),
    isStill: async () => true,
    letChange: () => {
      changed ??= letChange();
      return changed;
    },
    close: () => calls.close(file),
  };
};

/** The path to what this process has open. */
export const wayOf = (own: Buffer, file: number): Buffer => Buffer.concat([own, Buffer.from(`/fd/${file}`)]);

/**
 * Our own folder in /proc, null where there is none. Not /proc/self, whose link would be followed for
 * each file; and not by our pid, which may be another one there (pid_namespaces(7)).
 */
export const ownProcess = (): Buffer | null => {
  try {
    return Buffer.from(`/proc/${readlinkSync('/proc/self')}`);
  } catch {
    return null;
  }
};

/**
 * Holds a folder that is `root` or lies below it, both without links. null where /proc tells nothing
 * (a chroot without one). Throws the system's errors, and EBUSY where it is elsewhere by now.
 */
export const holdFolder = async (calls: Calls, root: Buffer, path: Buffer): Promise<Folder | null> => {
  const own = ownProcess();
  if (own === null) return null;
  const file = await calls.open(path, asFolder);
  try {
    const found = await placesOf(calls, own, { root, file });
    if (found !== null) {
      expectSameWay({ root, path }, found);
      return heldFolder(calls, own, file, path);
    }
  } catch (error) {
    await calls.close(file);
    throw error;
  }
  await calls.close(file);
  return null;
};

const placesOf = async (calls: Calls, own: Buffer, held: { root: Buffer; file: number }) => {
  const top = await calls.open(held.root, asFolder);
  try {
    const root = await calls.readlink(wayOf(own, top)).catch(() => null);
    const path = await calls.readlink(wayOf(own, held.file)).catch(() => null);
    return root === null || path === null ? null : { root, path };
  } finally {
    await calls.close(top);
  }
};
