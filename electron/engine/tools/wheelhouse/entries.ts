import { lstat, readdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Layout } from './layout.ts';
import { readArchiveName } from './wheel-name.ts';

/** Something where a wheel or a source archive should be. */
export interface Entry {
  name: string;
  version: string;
  filename: string;
  sha256: string;
  path: string;
  bytes: number;
  /** Milliseconds since the epoch. */
  usedAt: number;
}

/** What lies at the place of a wheel: `other` is a link, a folder or a device, and is never looked into. */
export const lookAt = async (
  layout: Layout,
  sha256: string,
  filename: string,
): Promise<number | 'absent' | 'other'> => {
  const folder = join(layout.wheels, sha256);
  for (const above of [layout.wheels, folder]) {
    const stat = await lstat(above).catch(() => null);
    if (stat === null) return 'absent';
    if (!stat.isDirectory()) return 'other';
  }
  const stat = await lstat(join(folder, filename)).catch(() => null);
  if (stat === null) return 'absent';
  return stat.isFile() ? stat.size : 'other';
};

/** Remembers that a wheel is used now; where this user may not write, nobody prunes for them either. */
export const markUsed = async (layout: Layout, sha256: string, now: number): Promise<void> => {
  const at = new Date(now);
  await utimes(join(layout.wheels, sha256), at, at).catch(() => undefined);
};

/** Every wheel and source archive by its name and place; none of them is hashed. */
export const listEntries = async (layout: Layout): Promise<Entry[]> => {
  const found: Entry[] = [];
  for (const sha256 of await foldersIn(layout.wheels)) {
    if (!/^[0-9a-f]{64}$/.test(sha256)) continue;
    const folder = join(layout.wheels, sha256);
    const usedAt = (await lstat(folder).catch(() => null))?.mtimeMs ?? 0;
    for (const filename of await namesIn(folder)) {
      const read = readArchiveName(filename);
      const bytes = read === null ? 'other' : await lookAt(layout, sha256, filename);
      if (read !== null && typeof bytes === 'number')
        found.push({ ...read, filename, sha256, path: join(folder, filename), bytes, usedAt });
    }
  }
  return found;
};

/** An unfinished download. */
export interface Unfinished {
  key: string;
  /** Normalised; null where nothing tells it. */
  name: string | null;
  bytes: number;
  usedAt: number;
}

export const listUnfinished = async (layout: Layout): Promise<Unfinished[]> => {
  const found: Unfinished[] = [];
  for (const key of await foldersIn(layout.partial)) {
    const folder = join(layout.partial, key);
    const one: Unfinished = {
      key,
      name: null,
      bytes: 0,
      usedAt: (await lstat(folder).catch(() => null))?.mtimeMs ?? 0,
    };
    for (const filename of await namesIn(folder)) {
      const stat = await lstat(join(folder, filename)).catch(() => null);
      if (stat?.isFile() !== true) continue;
      one.bytes += stat.size;
      one.usedAt = Math.max(one.usedAt, stat.mtimeMs);
      one.name ??= readArchiveName(filename.replace(/\.partial$/, ''))?.name ?? null;
    }
    found.push(one);
  }
  return found;
};

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);

/** Real folders only: a link is not followed. */
const foldersIn = async (folder: string): Promise<string[]> => {
  if ((await lstat(folder).catch(() => null))?.isDirectory() !== true) return [];
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
};
