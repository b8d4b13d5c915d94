import { randomUUID } from 'node:crypto';
import { open, rename, unlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileFailure } from './file-failure.ts';
import { patiently } from './patiently.ts';
import { syncFolder } from './sync-folder.ts';

/**
 * After this, or after a power cut in the middle of it, the file holds either the old text or the
 * new one. `mode` is less what the umask takes away. Throws Failing permission-denied, file-locked or disk-full.
 */
export const writeAtomically = async (path: string, text: string, mode = 0o666): Promise<void> => {
  await replace(path, { text, mode, syncs: true });
};

/**
 * The same for what a killed process must leave whole, and a power cut may take: then the file may be
 * the old one, empty, full of zeros or gone. Waits for no disk, which may be busy with much else.
 */
export const writeAtOnce = async (path: string, text: string): Promise<void> => {
  await replace(path, { text, mode: 0o666, syncs: false });
};

const replace = async (
  path: string,
  { text, mode, syncs }: { text: string; mode: number; syncs: boolean },
): Promise<void> => {
  const fresh = join(dirname(path), `${randomUUID()}.tmp`);
  try {
    if (syncs) await writeSynced(fresh, text, mode);
    else await writeFile(fresh, text, { flag: 'wx', mode });
    await patiently(() => rename(fresh, path), new AbortController().signal);
    if (syncs) await syncFolder(dirname(path));
  } catch (error) {
    // The first error is the one to tell; a file of this name is in nobody's way.
    await unlink(fresh).catch(() => undefined);
    throw await fileFailure(error, path);
  }
};

/** Synced before the rename, because a file system may otherwise keep the new name and lose the bytes. */
const writeSynced = async (path: string, text: string, mode: number): Promise<void> => {
  const file = await open(path, 'wx', mode);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
};
