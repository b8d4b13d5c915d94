import { chmod, lstat, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { placeBelow } from '../below-root.ts';
import { errorCode } from '../error-code.ts';
import { fileFailure } from '../file-failure.ts';
import { begunRunFolder } from './folder.ts';
import { appendMoves, type Move } from './moves.ts';

interface Change {
  /** As it was named. */
  asked: string;
  path: string;
  mode: number;
  wanted: number;
}

/** See Trash.letOwnerWrite. */
export const letOwnerWrite = async (request: {
  root: string;
  paths: readonly string[];
  run: string;
}): Promise<string[]> => {
  const root = await realpath(request.root);
  const folder = await begunRunFolder(root, request.run);
  const changes: Change[] = [];
  for (const path of request.paths) {
    const change = await changeOf(root, path);
    if (change !== null) changes.push({ asked: path, ...change });
  }
  await appendMoves(
    folder,
    changes.map(({ path, mode }): Move => ({ what: 'mode', path, mode })),
  );
  for (const { path, wanted } of changes) await at(join(root, path), (place) => chmod(place, wanted));
  return changes.map(({ asked }) => asked);
};

/**
 * Null for links, whose targets may lie anywhere, and for files that have a second name somewhere,
 * such as in a cache: the mode is one for both. Their package has to be installed anew.
 */
const changeOf = async (root: string, path: string): Promise<Omit<Change, 'asked'> | null> => {
  const place = await placeBelow(root, path);
  if (place === null) return null;
  const found = await at(join(root, place.path), (full) =>
    lstat(full).catch((error: unknown) => {
      if (['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '')) return null;
      throw error;
    }),
  );
  if (found === null || !(found.isDirectory() || (found.isFile() && found.nlink === 1))) return null;
  const mode = found.mode & 0o7777;
  return { path: place.path, mode, wanted: mode | (found.isDirectory() ? 0o700 : 0o600) };
};

const at = async <T>(path: string, action: (path: string) => Promise<T>): Promise<T> => {
  try {
    return await action(path);
  } catch (error) {
    throw await fileFailure(error, path);
  }
};
