import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Does `work` in a folder of its own, which is deleted afterwards. */
export const inFolder = async <T>(work: (folder: string) => Promise<T>, parent = tmpdir()): Promise<T> => {
  const folder = await mkdtemp(join(parent, 'smart-installer-bench-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
};
