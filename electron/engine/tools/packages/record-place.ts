import { type PlatformPath, posix, win32 } from 'node:path';
import { liesBelow } from '../below-root.ts';
import { isOwnName } from '../own-folder.ts';

/** An interpreter and what makes it one: no package may have these taken away, whatever it lists. */
const interpreter = /^(?:pyvenv\.cfg|(?:bin|scripts)[\\/](?:pythonw?(?:\d+(?:\.\d+)?)?(?:\.exe)?))$/i;

/** No steps up, no empty ones, nothing that one system or the other reads in its own way. */
const plain = /^(?!(?:.*\/)?\.{0,2}(?:\/|$))[^\\:\0]+$/s;

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
  // As nearly all are; the long way takes ten times as long.
  if (plain.test(entry)) return sitePackages + flavour.sep + entry.replaceAll('/', flavour.sep);
  // NUL ends a name for the system; a colon on Windows is a drive or the second stream of a file.
  if (entry === '' || entry.includes('\0')) return null;
  const [drive = ''] = isFromRoot(entry, root, flavour) ? [flavour.parse(entry).root] : [];
  if (drive === '' && /^(?:[a-z]:|[\\/])/i.test(entry)) return null;
  if (flavour === win32 && entry.slice(drive.length).includes(':')) return null;
  const place = flavour.resolve(sitePackages, entry);
  const way = flavour.relative(root, place);
  if (!liesBelow(root, place, flavour) || interpreter.test(way) || isOwnName(way.split(flavour.sep)[0] ?? ''))
    return null;
  // Without case, as on most Macs lib and Lib are one folder.
  const [low, lowSite] = [place.toLowerCase(), sitePackages.toLowerCase()];
  return low === lowSite || liesBelow(low, lowSite, flavour) ? null : place;
};

/** flit and Poetry write the whole path of what is beside site-packages; one that leads elsewhere is nobody's. */
const isFromRoot = (entry: string, root: string, flavour: PlatformPath): boolean =>
  (flavour === win32 ? /^[a-z]:[\\/]/i : /^\//).test(entry) && liesBelow(root, flavour.normalize(entry), flavour);
