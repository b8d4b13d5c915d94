import { lstat, readdir } from 'node:fs/promises';
import { join, toNamespacedPath } from 'node:path';
import { placeBelow } from './below-root.ts';

/**
 * What Windows deletes when it starts next, before any program has a file open. It goes by the names
 * as they lead then: who may write in the folder could until then put a junction above one of them.
 * So this is the last resort, for what is left of an earlier run.
 */
export interface AtRestart {
  /**
   * Registers a file or a folder below `root`, with all that is in it. False where that is not to be
   * had: on other systems, without an administrator's rights, or where a link lies in it. Throws where
   * `path` is outside `root`.
   */
  remove: (request: { root: string; path: string }) => Promise<boolean>;
}

/** Registers one file, or one folder that will be empty by then; false where Windows refuses. */
export type RegisterForDeletion = (path: string) => boolean;

const loadRegister = async (): Promise<RegisterForDeletion> =>
  (await import('./at-restart/move-file.ts')).loadRegisterForDeletion();

/** `platform` and `load` are what a test changes. */
export const createAtRestart = (platform: NodeJS.Platform = process.platform, load = loadRegister): AtRestart => ({
  remove: async ({ root, path }) => {
    const place = await placeBelow(root, path);
    if (platform !== 'win32' || place === null) return false;
    const all = await deepestFirst(join(place.root, place.path));
    if (all === null) return false;
    try {
      // Where a virus scanner or a policy keeps koffi from being loaded, it stays for the next start of ours.
      const register = await load();
      // The names are long ones, and Windows knows no current folder by then.
      return all.every((one) => register(toNamespacedPath(one)));
    } catch {
      return false;
    }
  },
});

/** All that is there, each folder after what is in it; null where a link is among it, or it cannot be listed. */
const deepestFirst = async (path: string): Promise<string[] | null> => {
  try {
    const stat = await lstat(path);
    if (stat.isSymbolicLink()) return null;
    if (!stat.isDirectory()) return [path];
    const inside = await Promise.all((await readdir(path)).map((name) => deepestFirst(join(path, name))));
    return inside.includes(null) ? null : [...inside.flatMap((paths) => paths ?? []), path];
  } catch {
    return null;
  }
};
