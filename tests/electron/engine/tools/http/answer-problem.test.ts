import { describe, expect, it } from 'vitest';
import { problemOfAnswer } from '../../../../../electron/engine/tools/http/answer-problem.ts';
import { networkProblemSchema } from '../../../../../shared/network-problem.ts';

const answer = (status: number, headers: Record<string, string> = {}) => ({ status, url: 'https://h:8443/x', headers });
const html = { 'content-type': 'text/html; charset=utf-8' };

describe('problemOfAnswer', () => {
  it.each([
    [200, {}, null],
    [206, { 'content-type': 'application/zip' }, null],
    [401, {}, 'unauthorized'],
    [403, html, 'forbidden'],
    [404, html, 'not-found'],
    [407, {}, 'proxy-auth'],
    [408, {}, 'timeout'],
    [410, {}, 'not-found'],
    [416, {}, 'unexpected'],
    [429, {}, 'busy'],
    [500, {}, 'server-error'],
    [502, html, 'server-error'],
    [503, {}, 'busy'],
    [511, {}, 'captive-portal'],
    [200, html, 'captive-portal'],
    [200, { 'content-type': 'application/xhtml+xml' }, 'captive-portal'],
    [302, html, 'captive-portal'],
    [302, {}, 'unexpected'],
    [204, {}, 'unexpected'],
  ])('%i with %j where a wheel is expected is %s', (status, headers, reason) => {
    const problem = problemOfAnswer(answer(status, headers), 'wheel');
    expect(problem?.reason ?? null).toBe(reason);
    if (problem === null) return;
    expect(networkProblemSchema.parse(JSON.parse(JSON.stringify(problem)))).toEqual(problem);
    expect(problem).toMatchObject({ host: 'h:8443', status, detail: `status ${status}` });
  });

  it('takes a web page for a page of an index, but not from another host than was asked', () => {
    expect(problemOfAnswer(answer(200, html), 'page')).toBeNull();
    expect(problemOfAnswer(answer(200, html), 'page', 'https://h:8443/simple/')).toBeNull();
    expect(problemOfAnswer(answer(200, html), 'page', 'https://index/simple/')?.reason).toBe('captive-portal');
    const simple = { 'content-type': 'application/vnd.pypi.simple.v1+html' };
    expect(problemOfAnswer(answer(200, simple), 'page', 'https://index/simple/')).toBeNull();
  });

  it.each([
    [429, { 'retry-after': '7' }, 7000],
    [503, { 'retry-after': ' 0 ' }, 0],
    [503, { 'retry-after': 'Wed, 21 Oct 2026 07:28:30 GMT', date: 'Wed, 21 Oct 2026 07:28:00 GMT' }, 30_000],
    [503, { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT', date: 'Wed, 21 Oct 2026 07:29:00 GMT' }, 0],
    [503, { 'retry-after': '99999999999999999999' }, 24 * 3600_000],
    [503, { 'retry-after': 'soon' }, null],
    [503, { 'retry-after': '-5' }, null],
    [503, {}, null],
    [500, { 'retry-after': '7' }, null],
  ])('reads when %i with %j may be tried again', (status, headers, ms) => {
    expect(problemOfAnswer(answer(status, headers), 'wheel')?.retryAfterMs).toBe(ms);
  });

  it('compares a date with the own clock where the server tells no time', () => {
    const soon = new Date(Date.now() + 60_000).toUTCString();
    const ms = problemOfAnswer(answer(503, { 'retry-after': soon }), 'wheel')?.retryAfterMs ?? 0;
    expect(ms).toBeGreaterThan(50_000);
    expect(ms).toBeLessThanOrEqual(60_000);
  });
});
