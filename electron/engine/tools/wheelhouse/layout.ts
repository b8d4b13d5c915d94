import { createHash } from 'node:crypto';
import { mkdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Failing } from '../../failing.ts';
import { normalizeName } from '../../requirement.ts';
import { errorCode } from '../error-code.ts';
import { makeFolders } from '../make-folders.ts';
import { isRealFolder } from '../own-folder.ts';
import type { WantedWheel } from './wheel.ts';
import { readArchiveName } from './wheel-name.ts';

/** The folders of a wheelhouse. */
export interface Layout {
  folder: string;
  /** SHA-256/FILENAME: whole wheels. */
  wheels: string;
  /** KEY/FILENAME.partial and KEY/source.json: what a download has brought so far. */
  partial: string;
  /** KEY: who downloads a wheel. */
  locks: string;
  /** A file for each process that uses wheels. */
  holds: string;
  /** SHA-256 of a URL → the hash of what it gave, where the index tells none. */
  addresses: string;
  /** SHA-256 of a source archive and a Python → the wheel that was built of it. */
  built: string;
}

export const layoutOf = (folder: string): Layout => ({
  folder,
  wheels: join(folder, 'wheels'),
  partial: join(folder, 'partial'),
  locks: join(folder, 'locks'),
  holds: join(folder, 'holds'),
  addresses: join(folder, 'addresses'),
  built: join(folder, 'built'),
});

export const addressOf = (url: string): string => createHash('sha256').update(url).digest('hex');

/** What an unfinished wheel is named by: its hash, so that another mirror's bytes go on with it. */
export const keyOf = ({ sha256, url }: Pick<WantedWheel, 'sha256' | 'url'>): string =>
  sha256 ?? `url-${addressOf(url)}`;

/**
 * A smaller file comes again sooner than a disk has confirmed many such. None is trusted for that: each
 * use hashes the wheel, so one that a power cut has torn is noticed and fetched anew.
 */
export const worthSyncing = 32 * 1024 * 1024;

/** What an index said, as far as paths are made of it. Throws Failing download-failed. */
export const checked = (wanted: WantedWheel): WantedWheel => {
  const sha256 = wanted.sha256?.toLowerCase() ?? null;
  const wrong = (cause: string): Failing =>
    new Failing({ code: 'download-failed', package: wanted.name, cause, problem: null });
  const name = normalizeName(wanted.name);
  if (readArchiveName(wanted.filename, name)?.name !== name)
    throw wrong('its index gives it a file name that is none of its wheels');
  if (sha256 !== null && !/^[0-9a-f]{64}$/.test(sha256)) throw wrong('its index gives it a hash that is no SHA-256');
  return { ...wanted, sha256 };
};

/**
 * Makes a folder of the wheelhouse. A link or a file in its place is taken away: a link would lead
 * what we write and delete out of the wheelhouse. Throws the system's errors.
 */
export const makeInside = async (layout: Layout, ...folders: readonly string[]): Promise<void> => {
  await makeFolders(layout.folder);
  for (const folder of folders) {
    if (await madeOrThere(folder)) continue;
    await unlink(folder);
    if (!(await madeOrThere(folder))) throw new Error(`${folder} is not a folder`);
  }
};

const madeOrThere = async (folder: string): Promise<boolean> => {
  try {
    await mkdir(folder);
    return true;
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
  return isRealFolder(folder);
};
