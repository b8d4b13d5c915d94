import { realpath } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { liesBelow, type Place, placeBelow } from '../below-root.ts';
import { refuseLinkOut } from './link-goal.ts';

/**
 * As placeBelow. Where a link leads out of the environment it throws Failing link-leads-out, which
 * tells the user which one.
 */
export const placeInside = async (root: string, path: string): Promise<Place | null> => {
  const real = await realpath(root).catch(() => null);
  const way = real === null ? null : wayByName([resolve(root), real], resolve(path));
  if (real !== null && way !== null) await refuseLinkOut(real, way);
  return placeBelow(root, path);
};

/** From the first of the roots that a path lies below by its name alone; null for none. */
export const wayByName = (roots: readonly string[], path: string): string | null => {
  const root = roots.find((one) => liesBelow(one, path));
  return root === undefined ? null : relative(root, path);
};
