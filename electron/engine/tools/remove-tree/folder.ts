import type { Dirent } from 'node:fs';
import { relative, sep } from 'node:path';

/**
 * A folder that is being emptied. Everything that is done in it goes through here, so that nothing
 * is done in another one which somebody puts in its place. Paths are bytes, because a name on the
 * disk need not be UTF-8 (or on Windows UTF-16), and is found under no other.
 */
export interface Folder {
  /** Its path, for people. */
  path: Buffer;
  /** Path by which the system finds what has this name in it. */
  at: (name: Buffer) => Buffer;
  /** Throws the system's errors, ENOTDIR where it is no longer there. */
  list: () => Promise<Dirent<Buffer>[]>;
  /** Opens a folder in it. Throws the system's errors, ENOTDIR for a link and what else is no folder. */
  open: (name: Buffer) => Promise<Folder>;
  /** Whether it is still the same one. */
  isStill: () => Promise<boolean>;
  /** Gives its owner the rights to read and change it, once: some packages come with read-only folders. */
  letChange: () => Promise<void>;
  close: () => Promise<void>;
}

/** The mode with the owner's rights to read, write and search. */
export const changeable = (mode: bigint): number => (Number(mode) & 0o7777) | 0o700;

const separator = Buffer.from(sep);

/** The path of what has this name in a folder. */
export const joined = (folder: Buffer, name: Buffer): Buffer => Buffer.concat([folder, separator, name]);

/** As the system says it of what is none. */
export const noFolder = (path: Buffer): Error => Object.assign(new Error(`${path} is no folder`), { code: 'ENOTDIR' });

/**
 * Throws EBUSY unless `path` is found the same way below `root` as their names say: a folder between
 * them may have become a link. Case counts for nothing, for a disk without it may tell another one.
 */
export const expectSameWay = (named: { root: Buffer; path: Buffer }, found: { root: Buffer; path: Buffer }): void => {
  // Each byte becomes one character, whatever it means.
  const way = ({ root, path }: { root: Buffer; path: Buffer }): string =>
    relative(root.toString('latin1'), path.toString('latin1')).toLowerCase();
  if (way(named) !== way(found)) throw Object.assign(new Error(`${named.path} has moved`), { code: 'EBUSY' });
};
