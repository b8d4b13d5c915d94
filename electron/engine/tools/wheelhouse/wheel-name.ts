import { normalizeName } from '../../requirement.ts';
import { readSourceName } from '../../source-archive.ts';

/** File systems allow 255; a lock and `.partial` are added to it. */
const mostLetters = 200;

/** Windows takes these for devices, whatever follows the first dot (learn.microsoft.com, "Naming Files"). */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** PEP 427: name, version, an optional build number, three tags. None of its letters is special to a file system. */
const wheel =
  /^([a-z0-9][a-z0-9._]*)-([a-z0-9][a-z0-9._+!]*)(?:-\d[a-z0-9._]*)?-[a-z0-9._]+-[a-z0-9._]+-[a-z0-9._]+\.whl$/i;

/**
 * Normalised name and version in a wheel's file name; null for a name that no wheel may have: an
 * index could lead out of the wheelhouse with it.
 */
export const readWheelName = (filename: string): { name: string; version: string } | null => {
  const [, name, version] = wheel.exec(filename) ?? [];
  if (name === undefined || version === undefined) return null;
  if (filename.length > mostLetters || device.test(filename)) return null;
  return { name: normalizeName(name), version };
};

/** None of the letters of a source archive's name is special to a file system either. */
const plain = /^[a-z0-9][a-z0-9._+!-]*$/i;

/** The same of whatever the wheelhouse may hold: a wheel, or a source archive (of the project `wanted`, where that is known). */
export const readArchiveName = (
  filename: string,
  wanted: string | null = null,
): { name: string; version: string } | null => {
  if (isWheelName(filename)) return readWheelName(filename);
  if (!plain.test(filename) || filename.length > mostLetters || device.test(filename)) return null;
  return readSourceName(filename, wanted);
};

export const isWheelName = (filename: string): boolean => /\.whl$/i.test(filename);
