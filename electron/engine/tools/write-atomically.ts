import { randomUUID } from 'node:crypto';
import { open, rename, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileFailure } from './file-failure.ts';
import { patiently } from './patiently.ts';
import { syncFolder } from './sync-folder.ts';

/**
 * After this, or after a power cut in the middle of it, the file holds either the old text or the
 * new one. `mode` is less what the umask takes away. Throws Failing permission-denied, file-locked or disk-full.
 */
export const writeAtomically = async (path: string, text: string, mode = 0o666): Promise<void> => {
  const fresh = join(dirname(path), `${randomUUID()}.tmp`);
  try {
    await writeSynced(fresh, text, mode);
    await patiently(() => rename(fresh, path), new AbortController().signal);
    await syncFolder(dirname(path));
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
