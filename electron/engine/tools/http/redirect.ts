import type { NetworkProblem } from '../../../../shared/network-problem.ts';
import { parseHttpUrl } from './parse-url.ts';
import { networkProblem } from './problem.ts';

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Where an answer leads; null where it is the final one. A problem for an address that must not be followed. */
export const redirectOf = (
  from: URL,
  status: number,
  location: string | undefined,
): { to: URL } | { problem: NetworkProblem } | null => {
  if (!redirects.has(status) || location === undefined) return null;
  const refused = (why: string) => ({ problem: networkProblem('unexpected', from.host, why, { status }) });
  const to = parseHttpUrl(location, from);
  if (to === null) return refused('it leads to an address that cannot be used');
  if (from.protocol === 'https:' && to.protocol === 'http:')
    return refused(`it leads from https to http (${to.host}), which is not safe`);
  if (to.origin === from.origin && to.username === '' && to.password === '') {
    to.username = from.username;
    to.password = from.password;
  }
  return { to };
};
