import { Cancelled } from '../../failing.ts';
import { eachOf } from '../each-of.ts';
import { errorCode } from '../error-code.ts';
import type { Calls } from './calls.ts';
import { type Folder, joined, noFolder } from './folder.ts';

/** Something that could not be deleted, with the system's code for why. */
export interface Remaining {
  path: string;
  code: string;
}

/** So many entries of a folder are begun at a time, and after as many it is looked whether it is still the same. */
const batch = 32;

/**
 * Goes once over what has this name in `parent`, the deepest first, and deletes it. Answers with what
 * is still there, without the folders around it. Throws Cancelled, and errors that are not the
 * system's, but only when nothing is at work any more.
 */
export const removeOnce = async (
  parent: Folder,
  name: Buffer,
  { calls, onRemoved }: { calls: Calls; onRemoved: () => void },
): Promise<Remaining[]> => {
  const remaining: Remaining[] = [];
  const unforeseen: unknown[] = [];
  const stay = (folder: Folder, entry: Buffer, code: string): void => {
    remaining.push({ path: joined(folder.path, entry).toString(), code });
  };

  /** Whether it is gone; never throws, so that its siblings are waited for. */
  const remove = async (folder: Folder, entry: Buffer, isFolder: boolean): Promise<boolean> => {
    if (calls.isStopped() || unforeseen.length > 0) return false;
    try {
      if (!(await (isFolder ? removeFolder(folder, entry) : removeFile(folder, entry)))) return false;
      onRemoved();
      return true;
    } catch (error) {
      const code = errorCode(error);
      if (code === 'ENOENT') return true;
      if (code === null) unforeseen.push(error);
      // Another thing has its name by now: somebody is at work there.
      else stay(folder, entry, code === 'ENOTDIR' ? 'EBUSY' : code);
      return false;
    }
  };

  const removeFile = async (folder: Folder, entry: Buffer): Promise<boolean> => {
    try {
      await calls.unlink(folder.at(entry));
    } catch (error) {
      if (!['EISDIR', 'EPERM', 'EACCES'].includes(errorCode(error) ?? '')) throw error;
      // A folder, of which nothing had told that it is one. EPERM is what macOS and Windows say of it.
      const inner = await folder.open(entry).catch(() => null);
      if (inner !== null) return removeOpen(folder, entry, inner);
      await loosen(folder, entry);
      await calls.unlink(folder.at(entry));
    }
    return true;
  };

  const removeFolder = async (folder: Folder, entry: Buffer): Promise<boolean> => {
    try {
      return await removeOpen(folder, entry, await loosening(folder, entry, () => folder.open(entry)));
    } catch (error) {
      if (errorCode(error) !== 'ENOTDIR') throw error;
      // A link or a file has taken its place.
      return removeFile(folder, entry);
    }
  };

  const removeOpen = async (folder: Folder, entry: Buffer, inner: Folder): Promise<boolean> => {
    try {
      if (!(await empty(inner))) return false;
      await loosening(folder, entry, () => calls.rmdir(folder.at(entry)));
      return true;
    } catch (error) {
      // A file that somebody has open may keep its name on Windows until it is closed, though its
      // deletion was told to be done; on NFS it gets another name.
      const left = ['ENOTEMPTY', 'EEXIST'].includes(errorCode(error) ?? '') ? await inner.list() : [];
      if (left.length === 0) throw error;
      for (const one of left) stay(inner, one.name, 'EBUSY');
      return false;
    } finally {
      await inner.close();
    }
  };

  const empty = async (folder: Folder): Promise<boolean> => {
    const entries = await loosening(folder, null, folder.list);
    let begun = 0;
    let left = 0;
    let isStill = true;
    await eachOf(entries, batch, async (entry) => {
      begun += 1;
      if (begun % batch === 0) isStill &&= await folder.isStill();
      if (!isStill || !(await remove(folder, entry.name, entry.isDirectory()))) left += 1;
    });
    if (!isStill) throw noFolder(folder.path);
    return left === 0;
  };

  /** Once more where it may have been a right that can be given: to the folder, or on Windows to what is in it. */
  const loosening = async <T>(folder: Folder, entry: Buffer | null, action: () => Promise<T>): Promise<T> => {
    try {
      return await action();
    } catch (error) {
      if (!['EPERM', 'EACCES'].includes(errorCode(error) ?? '')) throw error;
      await loosen(folder, entry);
      return action();
    }
  };

  const loosen = async (folder: Folder, entry: Buffer | null): Promise<void> => {
    if (process.platform === 'win32') {
      if (entry !== null) await clearReadOnly(calls, folder.at(entry));
    } else if (folder !== parent) await folder.letChange();
  };

  await remove(parent, name, false);
  if (calls.isStopped()) throw new Cancelled();
  if (unforeseen.length > 0) throw unforeseen[0];
  return remaining;
};

/** The attribute without which Windows deletes neither a file nor a folder. Not of a link: what it leads to would get it. */
const clearReadOnly = async (calls: Calls, path: Buffer): Promise<void> => {
  const found = await calls.lstat(path).catch(() => null);
  if (found !== null && !found.isSymbolicLink()) await calls.chmod(path, 0o666).catch(() => undefined);
};
