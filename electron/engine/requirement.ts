import { satisfies, valid } from '@renovatebot/pep440';

/** A requirement as manifests write it: name, extras, version specifiers (PEP 508 without URL and marker). */
export interface Requirement {
  /** Normalised (PEP 503). */
  name: string;
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
    specifiers: text
      .slice(name.length)
      .replace(/^\s*\[[^\]]*\]/, '')
      .trim(),
  };
};

/**
 * Whether an installed version meets specifiers (PEP 440). An installed pre-release counts: it was
 * somebody's choice. A version that is none, such as a damaged dist-info carries, never meets any.
 */
export const meets = (version: string, specifiers: string): boolean => {
  if (valid(version) === null) return false;
  return specifiers === '' || satisfies(version, specifiers, { prereleases: true });
};
