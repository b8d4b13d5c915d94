import { lstat, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { normalizeName } from '../../requirement.ts';
import { patiently } from '../patiently.ts';
import { removeTree } from '../remove-tree.ts';
import { syncFolder } from '../sync-folder.ts';
import { writeAtOnce, writeAtomically } from '../write-atomically.ts';
import { rememberAddress } from './addresses.ts';
import { keyOf, type Layout, makeInside, worthSyncing } from './layout.ts';
import type { Source, StoredWheel, WantedWheel } from './wheel.ts';

/** What is there of a wheel; only the holder of its lock may touch it. */
export interface UnfinishedWheel {
  /** Of the file to be written. */
  path: string;
  /** What an earlier download has left in it. */
  bytes: number;
  /** null where nothing is known of what it has. */
  source: Source | null;
  /** Outlives a kill when this returns, and a power cut as well unless the wheel has a hash and is known to be small. */
  remember: (source: Source) => Promise<void>;
  /** Makes the file, whole, hashed and closed, a wheel of the wheelhouse by one rename. */
  keep: (sha256: string) => Promise<StoredWheel>;
  discard: () => Promise<void>;
}

const sourceSchema = z.object({
  address: z.string(),
  validator: z.object({ kind: z.enum(['etag', 'last-modified']), value: z.string() }).nullable(),
  total: z.number().int().nonnegative().nullable(),
  noPieces: z.boolean(),
});

/** Opens or begins a wheel's unfinished download. Throws the system's errors. */
export const openUnfinished = async (layout: Layout, wanted: WantedWheel): Promise<UnfinishedWheel> => {
  const folder = join(layout.partial, keyOf(wanted));
  const path = join(folder, `${wanted.filename}.partial`);
  const note = join(folder, 'source.json');
  await makeInside(layout, layout.partial, folder);
  const stat = await lstat(path).catch(() => null);
  // What has a second name elsewhere would be changed there, too.
  const own = stat?.isFile() === true && stat.nlink === 1;
  if (stat !== null && !own) await remove(layout, path);
  return {
    path,
    bytes: own ? stat.size : 0,
    source: await readSource(note),
    remember: (source) => {
      // Of what is small, and whose hash tells in the end whether all of it is of one content, a power cut may take it.
      const isSmall = wanted.sha256 !== null && source.total !== null && source.total < worthSyncing;
      return (isSmall ? writeAtOnce : writeAtomically)(note, JSON.stringify(source));
    },
    keep: async (sha256) => {
      const home = join(layout.wheels, sha256);
      const target = join(home, wanted.filename);
      await makeInside(layout, layout.wheels, home);
      const there = await lstat(target).catch(() => null);
      if (there !== null && !there.isFile()) await remove(layout, target);
      await patiently(() => rename(path, target), new AbortController().signal);
      const { size } = await lstat(target);
      if (size >= worthSyncing) for (const folder of [home, layout.wheels]) await syncFolder(folder);
      if (wanted.sha256 === null) await rememberAddress(layout, wanted.url, sha256);
      await remove(layout, folder);
      const { version, filename } = wanted;
      return { name: normalizeName(wanted.name), version, filename, path: target, sha256, bytes: size };
    },
    discard: () => remove(layout, folder),
  };
};

const readSource = async (path: string): Promise<Source | null> => {
  if ((await lstat(path).catch(() => null))?.isFile() !== true) return null;
  try {
    return sourceSchema.safeParse(JSON.parse(await readFile(path, 'utf8'))).data ?? null;
  } catch {
    return null;
  }
};

/** What cannot be removed stays: it is never trusted, and the next prune tries again. */
const remove = async (layout: Layout, path: string): Promise<void> => {
  await removeTree({ root: layout.folder, path, signal: new AbortController().signal });
};
