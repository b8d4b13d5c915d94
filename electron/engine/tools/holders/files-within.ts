import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** More are not asked about: what is held is native code nearly always, and that comes first. */
const most = 4000;

/**
 * The files that are among the paths or in them, native code first, 4,000 at most. Links and
 * junctions are not followed. What cannot be read is left out, and what was found until the end of the time is answered.
 */
export const filesWithin = async (paths: readonly string[], isOver: () => boolean): Promise<string[]> => {
  const native: string[] = [];
  const others: string[] = [];
  const add = (path: string): void => {
    (/\.(?:pyd|dll|exe|so|dylib)$/i.test(path) ? native : others).push(path);
  };
  const folders: string[] = [];
  for (const path of paths) {
    const found = await lstat(path).catch(() => null);
    if (found?.isDirectory()) folders.push(path);
    else if (found?.isFile()) add(path);
  }
  for (const folder of folders) {
    if (isOver()) break;
    for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) folders.push(path);
      else if (entry.isFile()) add(path);
    }
  }
  return [...native, ...others].slice(0, most);
};
