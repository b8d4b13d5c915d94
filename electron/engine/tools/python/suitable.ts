import { texts } from '../../../../shared/wording/catalogue.ts';
import { wordVersions } from '../../../../shared/wording.ts';
import { meets } from '../../requirement.ts';
import type { Inspected } from './inspect.ts';

/**
 * Minor versions in order of preference. Packages with compiled parts come as a wheel for each of
 * them, first for those in the middle of their life: a just released Python has few wheels, the
 * oldest supported one is given up first by new releases.
 */
const preferredMinors: readonly number[] = [12, 11, 13, 10];

/** Why an interpreter cannot be used at all, null where it can. `range` are PEP 440 specifiers. */
export const problemOf = (python: Inspected, range: string): string | null => {
  if (!meets(python.version, range)) return texts().builds.pythonIs(python.version, wordVersions(range));
  // Wheels are made for CPython (tags cp310, cp311 and so on).
  if (python.implementation !== 'cpython') return texts().builds.notCPython(python.implementation);
  return null;
};

/** Why one that nobody asked for is not taken by itself although it could be used. */
export const drawbackOf = (python: Inspected): string | null => {
  if (!python.is64Bit) return texts().builds.is32Bit;
  if (python.freeThreaded) return texts().builds.isFreeThreaded;
  return null;
};

/**
 * The best first: able to make environments by itself, no pre-release, of a preferred version;
 * otherwise in the order in which they were found, which is the user's own.
 */
export const inOrderOfPreference = (pythons: readonly Inspected[]): Inspected[] =>
  [...pythons].sort(
    (a, b) =>
      Number(b.canMakeEnvironments) - Number(a.canMakeEnvironments) ||
      Number(isPreRelease(a)) - Number(isPreRelease(b)) ||
      rank(a) - rank(b),
  );

const isPreRelease = ({ version }: Inspected): boolean => /[a-z]/.test(version);

/** Position in the preferred versions; after them the newer ones, the nearest first, then the older ones. */
const rank = ({ version }: Inspected): number => {
  const [, major = '0', minor = '0'] = /^(\d+)\.(\d+)/.exec(version) ?? [];
  const at = major === '3' ? preferredMinors.indexOf(Number(minor)) : -1;
  if (at >= 0) return at;
  const distance = Number(minor) - Math.max(...preferredMinors);
  return distance > 0 ? 100 + distance : 1000 - distance;
};
