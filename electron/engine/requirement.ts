import { meetsClause } from './specifier.ts';

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
 * Whether an installed version meets specifiers (PEP 440) that the manifest's schema has accepted.
 * An installed pre-release counts: it was somebody's choice. A clause that cannot be read is never
 * met, and neither is any by a version that is none, such as a damaged dist-info carries.
 */
export const meets = (version: string, specifiers: string): boolean =>
  clausesOf(specifiers).every((clause) => meetsClause(version, clause) === true);

/**
 * The same for what a package's METADATA asks, which is what its author's tools let through. A clause
 * that cannot be read tells nothing: pip and uv have installed the package with it. `>=5.1.*` means
 * `>=5.1` (PyYAML, by omegaconf 2.0.6), as uv reads it.
 */
export const meetsDependency = (version: string, specifiers: string): boolean =>
  clausesOf(specifiers).every((clause) => meetsClause(version, clause.replace(/^(>=.*)\.\*$/, '$1')) !== false);

/** `>=1.0,` has one: old tools left the comma. */
const clausesOf = (specifiers: string): string[] =>
  specifiers
    .split(',')
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '');
