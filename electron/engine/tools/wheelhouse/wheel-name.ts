import { normalizeName } from '../../requirement.ts';

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
