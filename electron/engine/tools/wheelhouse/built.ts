import { join } from 'node:path';
import { z } from 'zod';
import { normalizeName } from '../../requirement.ts';
import { writeAtomically } from '../write-atomically.ts';
import { hashOfAddress } from './addresses.ts';
import { addressOf, type Layout, makeInside } from './layout.ts';
import { readOwnNote } from './own-note.ts';
import type { StoredWheel, WantedWheel } from './wheel.ts';
import { readWheelName } from './wheel-name.ts';

const schema = z.object({
  filename: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.number().int().nonnegative(),
});

const fileOf = (layout: Layout, sha256: string, tag: string): string =>
  join(layout.built, `${addressOf(`${sha256} ${tag}`)}.json`);

/** The wheel that was built of a source archive for the Python `tag`, to be found as any other one; null where none was. */
export const builtOf = async (layout: Layout, source: WantedWheel, tag: string): Promise<WantedWheel | null> => {
  const archive = source.sha256 ?? (await hashOfAddress(layout, source.url));
  const known = archive === null ? null : await readOwnNote(fileOf(layout, archive, tag), schema);
  if (known === null || readWheelName(known.filename)?.name !== normalizeName(source.name)) return null;
  return { ...source, ...known };
};

/** Throws as writeAtomically. */
export const rememberBuilt = async (
  layout: Layout,
  source: Pick<StoredWheel, 'sha256'>,
  tag: string,
  { filename, sha256, bytes }: StoredWheel,
): Promise<void> => {
  await makeInside(layout, layout.built);
  await writeAtomically(fileOf(layout, source.sha256, tag), JSON.stringify({ filename, sha256, bytes }), 0o644);
};
