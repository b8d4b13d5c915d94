import { constants } from 'node:fs';
import { lstat, open, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';

/**
 * The first `mostBytes` bytes of a dist-info's METADATA where it is a link to a regular file, as
 * `uv pip install --link-mode symlink` leaves it (into its cache, outside the environment); else
 * null. Reading changes nothing; whoever uses the text makes sure that it is this package's.
 */
export const readLinkedMetadata = async (distInfo: string, mostBytes: number): Promise<string | null> => {
  const path = join(distInfo, 'METADATA');
  try {
    if (!(await lstat(distInfo)).isDirectory() || !(await lstat(path)).isSymbolicLink()) return null;
    // Asked before it is opened: a pipe or a device at the link's end would wait, or never end.
    if (!(await stat(path)).isFile()) return null;
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const stats = await file.stat();
      if (!stats.isFile()) return null;
      const buffer = Buffer.alloc(Math.min(stats.size, mostBytes));
      const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
      return buffer.toString('utf8', 0, bytesRead);
    } finally {
      await file.close();
    }
  } catch {
    // Nothing there, or nothing that we may read: then it tells nothing.
    return null;
  }
};

/** Whether a name and a version are those that the dist-info's folder has. */
export const isOfFolder = (distInfo: string, name: string | null, version: string | null): boolean => {
  if (name === null || version === null) return false;
  const folder = basename(distInfo).replace(/\.dist-info$/, '');
  return plain(folder) === plain(`${name}-${version}`);
};

const plain = (text: string): string => text.replace(/[-_.]+/g, '-').toLowerCase();
