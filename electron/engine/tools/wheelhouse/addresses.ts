import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeAtomically } from '../write-atomically.ts';
import { addressOf, type Layout, makeInside } from './layout.ts';

const schema = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) });

const fileOf = (layout: Layout, url: string): string => join(layout.addresses, `${addressOf(url)}.json`);

/**
 * The hash of what a URL gave, where no index tells one. Nothing vouches for this file, so it counts
 * only where nobody but this user (or root) can have written it. Windows keeps that by the folder's rights.
 */
export const hashOfAddress = async (layout: Layout, url: string): Promise<string | null> => {
  const path = fileOf(layout, url);
  try {
    const stat = await lstat(path);
    const uid = process.getuid?.();
    if (!stat.isFile()) return null;
    if (uid !== undefined && ((stat.uid !== uid && stat.uid !== 0) || (stat.mode & 0o022) !== 0)) return null;
    return schema.safeParse(JSON.parse(await readFile(path, 'utf8'))).data?.sha256 ?? null;
  } catch {
    return null;
  }
};

/** Throws as writeAtomically. */
export const rememberAddress = async (layout: Layout, url: string, sha256: string): Promise<void> => {
  await makeInside(layout, layout.addresses);
  await writeAtomically(fileOf(layout, url), JSON.stringify({ sha256 }));
};
