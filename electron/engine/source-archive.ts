import { valid } from '@renovatebot/pep440';
import type { Pin } from './interfaces/wheels.ts';
import { normalizeName } from './requirement.ts';

/** PEP 625 knows the first alone; older releases of many packages are zip files. */
const ending = /\.(?:tar\.gz|zip)$/i;

/**
 * Normalised name and version in a source archive's file name (PEP 625, and as it was written
 * before: with hyphens in the name). Where the name is known, `wanted` says which it is. Null for
 * any other file name.
 */
export const readSourceName = (
  filename: string,
  wanted: string | null = null,
): { name: string; version: string } | null => {
  if (!ending.test(filename)) return null;
  const stem = filename.replace(ending, '');
  for (let at = stem.indexOf('-'); at > 0; at = stem.indexOf('-', at + 1)) {
    const name = normalizeName(stem.slice(0, at));
    const version = stem.slice(at + 1);
    if (valid(version) !== null && (wanted === null || name === wanted)) return { name, version };
  }
  return null;
};

/** Whether a wheel of it has to be built first. */
export const isSource = ({ url }: Pick<Pin, 'url'>): boolean => url !== null && ending.test(url.replace(/[?#].*$/, ''));
