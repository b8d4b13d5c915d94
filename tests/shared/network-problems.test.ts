import { describe, expect, it } from 'vitest';
import { type NetworkProblem, networkProblemSchema } from '../../shared/network-problem.ts';
import { wordNetworkProblem } from '../../shared/wording.ts';

const problem = (more: Partial<NetworkProblem>): NetworkProblem => ({
  reason: 'dns',
  host: 'index.test',
  detail: 'status 503',
  status: null,
  retryAfterMs: null,
  ...more,
});

describe('wordNetworkProblem', () => {
  it.each(networkProblemSchema.shape.reason.options)('has a clause and one next action for %s', (reason) => {
    for (const detail of ['why', '']) {
      const { cause, next } = wordNetworkProblem(problem({ reason, detail }));
      expect(cause).not.toMatch(/[.:]$|undefined|null|\(\)/);
      expect(next).toMatch(/^[A-Z].*\.$/s);
    }
  });

  it('has a different clause for each reason', () => {
    const causes = networkProblemSchema.shape.reason.options.map(
      (reason) => wordNetworkProblem(problem({ reason })).cause,
    );
    expect(new Set(causes).size).toBe(causes.length);
  });

  it('names who opens the connection, how long nothing came, and when to come again', () => {
    const cause = (more: Partial<NetworkProblem>) => wordNetworkProblem(problem(more)).cause;
    expect(cause({ reason: 'tls-inspection', detail: 'Corp Inspection CA' })).toContain(
      'was issued by "Corp Inspection CA", which this computer does not trust',
    );
    expect(cause({ reason: 'timeout', detail: 'no byte for 30 s' })).toContain('(no byte for 30 s)');
    expect(wordNetworkProblem(problem({ reason: 'busy', retryAfterMs: 90_000 })).next).toBe('Run again in 1 min 30 s.');
  });
});
