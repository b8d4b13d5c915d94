import { lstat, readFile } from 'node:fs/promises';
import type { z } from 'zod';

/**
 * What a small file of the wheelhouse says; null where it says nothing. Nothing vouches for such a
 * file, so it counts only where nobody but this user (or root) can have written it. Windows keeps
 * that by the folder's rights.
 */
export const readOwnNote = async <T>(path: string, schema: z.ZodType<T>): Promise<T | null> => {
  try {
    const stat = await lstat(path);
    const uid = process.getuid?.();
    if (!stat.isFile()) return null;
    if (uid !== undefined && ((stat.uid !== uid && stat.uid !== 0) || (stat.mode & 0o022) !== 0)) return null;
    return schema.safeParse(JSON.parse(await readFile(path, 'utf8'))).data ?? null;
  } catch {
    return null;
  }
};
