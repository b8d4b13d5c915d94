import { constants } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import { join } from 'node:path';

/** METADATA's header, top_level.txt and the like; a long description, which may be megabytes, is not needed. */
export const headerBytes = 64 * 1024;

/** More than any package's RECORD is known to have (about 2 MB); what follows is not read. */
export const recordBytes = 64 * 1024 * 1024;

/** Without these a link would be followed, and a pipe wait for ever; Windows has neither flag. */
export const openFlags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** What should be a file or a folder of an environment and is a link, a pipe or a device. */
export class NotRegular extends Error {}

/**
 * The first `mostBytes` bytes of a file, as text. Neither the folder nor the file may be a link, which
 * could lead out of the environment. Throws the system's error, or NotRegular.
 */
export const readBeginning = async (folder: string, name: string, mostBytes: number): Promise<string> => {
  const path = join(folder, name);
  if (!(await lstat(folder)).isDirectory() || !(await lstat(path)).isFile()) throw new NotRegular(path);
  const file = await open(path, openFlags);
  try {
    const stats = await file.stat();
    if (!stats.isFile()) throw new NotRegular(path);
    const buffer = Buffer.alloc(Math.min(stats.size, mostBytes));
    let filled = 0;
    while (filled < buffer.length) {
      const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return buffer.toString('utf8', 0, filled);
  } finally {
    await file.close();
  }
};

/** The same, and nothing where there is nothing that could be read. */
export const readOrEmpty = (folder: string, name: string, mostBytes: number): Promise<string> =>
  readBeginning(folder, name, mostBytes).catch(() => '');
