import { Failing } from './failing.ts';
import type { Tools } from './tools.ts';

/** Bytes that a run still has to write: wheels into the cache, and what they hold into the environment. */
export interface Needed {
  download: number;
  unpacked: number;
}

/**
 * Throws Failing disk-space-low where a volume has less room than that; both needs add up where cache
 * and environment are on one. What is replaced stays until the proof, so it gives no room.
 */
export const refuseWithoutRoom = async (
  { disk, cacheFolder }: Pick<Tools, 'disk' | 'cacheFolder'>,
  root: string,
  { download, unpacked }: Needed,
): Promise<void> => {
  const needs = (await disk.isSameVolume(cacheFolder, root))
    ? [{ path: root, bytes: download + unpacked }]
    : [
        { path: cacheFolder, bytes: download },
        { path: root, bytes: unpacked },
      ];
  for (const { path, bytes } of needs) {
    const freeBytes = await disk.freeBytes(path);
    if (freeBytes !== null && freeBytes < bytes)
      throw new Failing({ code: 'disk-space-low', path, freeBytes, neededBytes: bytes });
  }
};
