import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';

export interface Choosing {
  /** Asked of each file and link. */
  goes: (path: string) => boolean;
  /** What is mounted inside is left alone. */
  mounts: ReadonlySet<string>;
}

/**
 * The part of a folder that goes: the folder itself where all of it does, else the largest pieces.
 * Python's bytecode goes always. Links are never followed.
 */
export const ownPart = async (folder: string, choosing: Choosing): Promise<string[]> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => null);
  // What is in a folder that nobody may read cannot be told.
  if (entries === null) return [];
  const pieces: string[] = [];
  let isWhole = true;
  for (const entry of entries) {
    const path = join(folder, entry.name);
    const own = choosing.mounts.has(path) ? [] : await partOf(path, entry, choosing);
    pieces.push(...own);
    if (own[0] !== path) isWhole = false;
  }
  return isWhole ? [folder] : pieces;
};

const partOf = async (path: string, entry: Dirent, choosing: Choosing): Promise<string[]> => {
  if (!entry.isDirectory()) return choosing.goes(path) ? [path] : [];
  return basename(path) === '__pycache__' ? [path] : ownPart(path, choosing);
};
