import { type PlatformPath, posix, win32 } from 'node:path';
import { liesBelow } from '../below-root.ts';
import { isOwnName } from '../own-folder.ts';

/** An interpreter and what makes it one: no package may have these taken away, whatever it lists. */
const interpreter = /^(?:pyvenv\.cfg|(?:bin|scripts)[\\/](?:pythonw?(?:\d+(?:\.\d+)?)?(?:\.exe)?))$/i;

/**
 * Full path of a RECORD's entry, null for one that a package has no business with: outside the
 * environment, in our own folder, the interpreter, site-packages or a folder above it. By names
 * alone; links are looked at where the file is.
 */
export const recordPlace = (
  root: string,
  sitePackages: string,
  entry: string,
  flavour: PlatformPath = process.platform === 'win32' ? win32 : posix,
): string | null => {
  // NUL ends a name for the system; a colon on Windows is a drive or the second stream of a file.
  if (entry === '' || entry.includes('\0') || /^[a-z]:/i.test(entry)) return null;
  if (flavour === win32 && entry.includes(':')) return null;
  if (/^[\\/]/.test(entry)) return null;
  const place = flavour.resolve(sitePackages, entry);
  const way = flavour.relative(root, place);
  if (!liesBelow(root, place, flavour) || interpreter.test(way) || isOwnName(way.split(flavour.sep)[0] ?? ''))
    return null;
  // Without case, as on most Macs lib and Lib are one folder.
  const [low, lowSite] = [place.toLowerCase(), sitePackages.toLowerCase()];
  return low === lowSite || liesBelow(low, lowSite, flavour) ? null : place;
};
