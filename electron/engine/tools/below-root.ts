import { realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, type PlatformPath, posix, relative, resolve, win32 } from 'node:path';
import { errorCode } from './error-code.ts';

/**
 * Whether `path` lies below `root`, by their names alone; a folder does not lie below itself.
 * `flavour` is given where a path of another system is looked at.
 */
export const liesBelow = (
  root: string,
  path: string,
  flavour: PlatformPath = process.platform === 'win32' ? win32 : posix,
): boolean => {
  const way = flavour.relative(root, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${flavour.sep}`) && !flavour.isAbsolute(way);
};

/** Where something truly lies, with every link above it followed, but not itself. */
export interface Place {
  /** The root without links. */
  root: string;
  /** The way from there. */
  path: string;
}

/**
 * The guard of law 3: what is moved or deleted must lie below the environment's root, and the
 * folders above it must not lead out by a link. The entry itself may be a link: it is a name in a
 * folder, and only that name is changed. Null where its folder is no longer there. Throws where it
 * is outside, which is a defect of the caller.
 */
export const placeBelow = async (root: string, path: string): Promise<Place | null> => {
  if (!isAbsolute(root) || !isAbsolute(path)) throw new Error(`${path} in ${root} is no absolute path`);
  const real = await realOrNull(root);
  const whole = resolve(path);
  if (!liesBelow(resolve(root), whole) && (real === null || !liesBelow(real, whole))) throw outside(root, path);
  const folder = await realOrNull(dirname(whole));
  if (real === null || folder === null) return null;
  const place = join(folder, basename(whole));
  if (!liesBelow(real, place)) throw outside(root, path);
  return { root: real, path: relative(real, place) };
};

const outside = (root: string, path: string): Error => new Error(`${path} is outside ${root}`);

const realOrNull = async (path: string): Promise<string | null> => {
  try {
    return await realpath(path);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes(errorCode(error) ?? '')) return null;
    throw error;
  }
};
