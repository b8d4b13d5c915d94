import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Failing } from '../failing.ts';
import { errorCode } from './error-code.ts';
import { makeFolders } from './make-folders.ts';
import { failureOfErrno } from './system-failure.ts';

/**
 * A folder for the files of one command, inside the application's cache and gone afterwards.
 * Throws Failing permission-denied or disk-full where it cannot be made or written to.
 */
export const withWorkFolder = async <T>(cacheFolder: string, use: (folder: string) => Promise<T>): Promise<T> => {
  const folder = await makeWorkFolder(join(cacheFolder, 'work'), 'work-');
  try {
    return await use(folder);
  } catch (error) {
    throw asFailing(error, folder);
  } finally {
    await removeWorkFolder(folder);
  }
};

/** A new folder with a name of its own in `parent`. */
export const makeWorkFolder = async (parent: string, prefix: string): Promise<string> => {
  try {
    await makeFolders(parent);
    return await mkdtemp(join(parent, prefix));
  } catch (error) {
    throw asNotMade(error, parent);
  }
};

/** As asFailing, for a folder that could not be made. */
export const asNotMade = (error: unknown, folder: string): unknown =>
  // A drive that does not exist, a file system that lets nobody make a folder, or a file in the way.
  ['ENOENT', 'ENOTDIR', 'EEXIST'].includes(errorCode(error) ?? '')
    ? new Failing({ code: 'permission-denied', path: folder })
    : asFailing(error, folder);

/** A system error that a person can do something about, as a failure; any other throw as it is. */
export const asFailing = (error: unknown, path: string): unknown => {
  const failure = failureOfErrno(errorCode(error), path);
  return failure === null ? error : new Failing(failure);
};

/** What an antivirus still holds stays behind in the cache: it must not turn a success into a failure. */
export const removeWorkFolder = async (folder: string): Promise<void> => {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
};
