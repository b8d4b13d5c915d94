import { join } from 'node:path';
import { z } from 'zod';
import { writeAtomically } from '../write-atomically.ts';
import { addressOf, type Layout, makeInside } from './layout.ts';
import { readOwnNote } from './own-note.ts';

const schema = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) });

const fileOf = (layout: Layout, url: string): string => join(layout.addresses, `${addressOf(url)}.json`);

/** The hash of what a URL gave, where no index tells one. */
export const hashOfAddress = async (layout: Layout, url: string): Promise<string | null> =>
  (await readOwnNote(fileOf(layout, url), schema))?.sha256 ?? null;

/** Throws as writeAtomically. */
export const rememberAddress = async (layout: Layout, url: string, sha256: string): Promise<void> => {
  await makeInside(layout, layout.addresses);
  await writeAtomically(fileOf(layout, url), JSON.stringify({ sha256 }));
};
