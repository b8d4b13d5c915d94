import type { IndexChoice } from '../index-choice.ts';
import { basic, basicOfUrl } from './basic.ts';
import { findInNetrc, type NetrcEntry, readNetrc } from './netrc.ts';
import { parseHttpUrl } from './parse-url.ts';

/** The Authorization header for a request; null for none. */
export type Credentials = (url: URL) => string | null;

/**
 * Name and password for a request: its own, or those of an index of the same origin (the one whose
 * path has most in common with the request's, as pip chooses), or those of the user's .netrc. They
 * are looked up for each address anew, so that none follows a redirect to another origin.
 */
export const readCredentials = async (
  choice: Pick<IndexChoice, 'defaultIndex' | 'furtherIndexes' | 'findLinks'>,
  env: NodeJS.ProcessEnv,
  home: string,
): Promise<Credentials> => {
  const named = [choice.defaultIndex, ...choice.furtherIndexes, ...choice.findLinks]
    .map((index) => (index === null ? null : parseHttpUrl(index)))
    .filter((index) => index !== null);
  const netrc = await readNetrc(env, home);
  return (url) => headerOf(url, named, netrc);
};

const headerOf = (url: URL, indexes: readonly URL[], netrc: readonly NetrcEntry[]): string | null => {
  const own = basicOfUrl(url);
  if (own !== null) return own;
  let best: { header: string; common: number } | null = null;
  for (const index of indexes) {
    const header = basicOfUrl(index);
    if (header === null || index.origin !== url.origin) continue;
    const common = commonSegments(index.pathname, url.pathname);
    if (best === null || common > best.common) best = { header, common };
  }
  if (best !== null) return best.header;
  const entry = findInNetrc(netrc, url.hostname.replace(/^\[|\]$/g, ''));
  return entry === null || (entry.login === '' && entry.password === '') ? null : basic(entry.login, entry.password);
};

const commonSegments = (one: string, other: string): number => {
  const [a, b] = [one, other].map((path) => path.split('/').filter((segment) => segment !== ''));
  let count = 0;
  while (a?.[count] !== undefined && a[count] === b?.[count]) count += 1;
  return count;
};
