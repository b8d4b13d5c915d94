import { satisfies, valid } from '@renovatebot/pep440';

/** A requirement as manifests write it: name, extras, version specifiers (PEP 508 without URL and marker). */
export interface Requirement {
  /** Normalised (PEP 503). */
  name: string;
  /** Normalised names of its extras. */
  extras: readonly string[];
  /** PEP 440 specifiers, or an empty string. */
  specifiers: string;
}

/** PEP 503: runs of `-`, `_` and `.` are one hyphen, letters are lower case. */
export const normalizeName = (name: string): string => name.replace(/[-_.]+/g, '-').toLowerCase();

/** Splits a requirement that the manifest's schema has accepted. */
export const parseRequirement = (text: string): Requirement => {
  const name = /^[A-Za-z0-9._-]*[A-Za-z0-9]/.exec(text)?.[0] ?? text;
  return {
    name: normalizeName(name),
    extras: extrasIn(/^\s*\[([^\]]*)\]/.exec(text.slice(name.length))?.[1] ?? ''),
    specifiers: text
      .slice(name.length)
      .replace(/^\s*\[[^\]]*\]/, '')
      .trim(),
  };
};

const extrasIn = (text: string): string[] =>
  text
    .split(',')
    .map((extra) => normalizeName(extra.trim()))
    .filter((extra) => extra !== '');

/** What a package's METADATA says that it needs. */
export interface Dependency extends Requirement {
  /** PEP 508's condition under which it is needed; null for always. */
  marker: string | null;
}

/** Longer than any that a package is known to write. */
const mostLetters = 4096;

/**
 * Reads a Requires-Dist line (PEP 508), which is not to be trusted; null where it is none. Of a
 * requirement by URL any version will do.
 */
export const parseDependency = (line: string): Dependency | null => {
  if (line.length > mostLetters) return null;
  const at = line.indexOf(';');
  const text = (at < 0 ? line : line.slice(0, at)).trim();
  const marker = at < 0 ? null : line.slice(at + 1).trim();
  const [whole, name = '', extras = '', rest = ''] =
    /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[([^\]]*)\])?\s*(.*)$/.exec(text) ?? [];
  if (whole === undefined) return null;
  const isUrl = rest.startsWith('@');
  const specifiers = isUrl ? '' : rest.replace(/^\((.*)\)$/, '$1').trim();
  if (specifiers !== '' && !/^(?:===|~=|==|!=|<=|>=|<|>)/.test(specifiers)) return null;
  return { name: normalizeName(name), extras: extrasIn(extras), specifiers, marker };
};

/**
 * Whether an installed version meets specifiers (PEP 440). An installed pre-release counts: it was
 * somebody's choice. A version that is none, such as a damaged dist-info carries, never meets any.
 */
export const meets = (version: string, specifiers: string): boolean => {
  if (valid(version) === null) return false;
  return specifiers === '' || satisfies(version, specifiers, { prereleases: true });
};
