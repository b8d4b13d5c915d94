import type { NetworkProblem, NetworkReason } from '../../../../shared/network-problem.ts';
import type { HttpAnswer } from '../http.ts';
import { networkProblem } from './problem.ts';

const dayMs = 24 * 3600_000;

/**
 * What is wrong with an answer where a wheel's bytes or a project's page of an index are expected;
 * null where it may be one. A web page in the place of a wheel comes from a network that wants a
 * sign-in first. So does one in the place of a page where the request was led to another host than
 * the one in `asked`, the URL that it went to. A 416 is `unexpected`: whoever asks for ranges looks
 * at it first.
 */
export const problemOfAnswer = (
  answer: Pick<HttpAnswer, 'status' | 'url' | 'headers'>,
  expected: 'wheel' | 'page',
  asked: string = answer.url,
): NetworkProblem | null => {
  const { status, headers } = answer;
  const host = new URL(answer.url).host;
  const isWebPage = /^\s*(?:text\/html|application\/xhtml)/i.test(headers['content-type'] ?? '');
  const isForeign = expected === 'wheel' || new URL(asked).host !== host;
  if (status === 511 || (status < 400 && isWebPage && isForeign))
    return networkProblem('captive-portal', host, `status ${status}`, { status });
  if (status === 200 || status === 203 || status === 206 || status === 304) return null;
  return networkProblem(reasonOf(status), host, `status ${status}`, {
    status,
    retryAfterMs: status === 429 || status === 503 ? retryAfterMs(headers) : null,
  });
};

const reasonOf = (status: number): NetworkReason => {
  if (status === 401) return 'unauthorized';
  // 451: not available for legal reasons
  if (status === 403 || status === 451) return 'forbidden';
  if (status === 404 || status === 410) return 'not-found';
  if (status === 407) return 'proxy-auth';
  if (status === 408) return 'timeout';
  if (status === 429 || status === 503) return 'busy';
  return status >= 500 ? 'server-error' : 'unexpected';
};

/** Retry-After in milliseconds, a day at most; a date is compared with the server's own clock. Source: RFC 9110, 10.2.3. */
const retryAfterMs = (headers: HttpAnswer['headers']): number | null => {
  const text = (headers['retry-after'] ?? '').trim();
  if (/^\d+$/.test(text)) return Math.min(Number(text) * 1000, dayMs);
  const until = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(until)) return null;
  const now = Date.parse(headers['date'] ?? '');
  return Math.min(Math.max(0, until - (Number.isNaN(now) ? Date.now() : now)), dayMs);
};
