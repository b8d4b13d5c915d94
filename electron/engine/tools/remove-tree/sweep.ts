import fs, { type Dirent } from 'node:fs';
import { Cancelled } from '../../failing.ts';
import { errorCode } from '../error-code.ts';
import { joined, noFolder } from './folder.ts';
import { asFolder, ownProcess, wayOf } from './held-folder.ts';

/**
 * Deletes a folder with all that can be deleted of it at once, and says nothing of the rest: another
 * pass looks at that. It is the fast way, for a thread of its own, which makes all calls itself; as in
 * that pass no link is followed. `keepsFolders` takes the files alone. Throws Cancelled, and errors that are not the system's.
 */
export const sweep = (tree: Buffer, isStopped: () => boolean, onRemoved: () => void, keepsFolders = false): void => {
  const own = process.platform === 'linux' ? ownProcess() : null;
  const within = own === null ? inNamed : inHeld(own);
  const remove = (path: Buffer, isFolder: boolean): void => {
    if (isStopped()) throw new Cancelled();
    try {
      if (isFolder) {
        within(path, (inside, entries) => {
          for (const entry of entries) remove(joined(inside, entry.name), entry.isDirectory());
        });
        if (keepsFolders) return;
        fs.rmdirSync(path);
      } else fs.unlinkSync(path);
      onRemoved();
    } catch (error) {
      if (errorCode(error) === null) throw error;
    }
  };
  remove(tree, true);
};

/** Calls back with a path that leads to the folder, and with what is in it. */
type Within = (folder: Buffer, act: (inside: Buffer, entries: Dirent<Buffer>[]) => void) => void;

const list = (folder: Buffer): Dirent<Buffer>[] => fs.readdirSync(folder, { withFileTypes: true, encoding: 'buffer' });

/** See held-folder.ts. */
const inHeld =
  (own: Buffer): Within =>
  (folder, act) => {
    const file = fs.openSync(folder, asFolder);
    try {
      const inside = wayOf(own, file);
      act(inside, list(inside));
    } finally {
      fs.closeSync(file);
    }
  };

/** See named-folder.ts. */
const inNamed: Within = (folder, act) => {
  const first = fs.lstatSync(folder, { bigint: true });
  if (!first.isDirectory()) throw noFolder(folder);
  const entries = list(folder);
  const now = fs.lstatSync(folder, { bigint: true });
  if (now.ino !== first.ino || now.dev !== first.dev) throw noFolder(folder);
  act(folder, entries);
};
