import { describe, expect, it } from 'vitest';
import { words } from '../../renderer/words.ts';
import type { Failure } from '../../shared/failure.ts';
import { type LaunchCauseKind, launchCauses } from '../../shared/launch-cause.ts';

const launchFailed = (kind: LaunchCauseKind, findings: number | null): Failure => ({
  code: 'launch-failed',
  command: [],
  exitCode: 1,
  signal: null,
  ready: false,
  cause: { kind, subject: null, package: null, evidence: null },
  finding: null,
  findings,
  profile: 'full',
  detail: [],
});

describe('the words of the window', () => {
  it('send nobody to the command line', () => {
    const failures: Failure[] = [
      { code: 'proof-failed', layer: 'torch', module: 'torch', detail: [], fresh: false },
      { code: 'proof-failed', layer: 'torch', module: 'cu124', detail: [], fresh: false, trouble: 'unknown' },
      { code: 'environment-missing', path: '/env' },
      { code: 'not-downloaded', requirement: 'numpy', detail: [] },
      { code: 'uv-unavailable', reason: 'no' },
      { code: 'python-unusable', path: '/py', reason: 'no' },
      { code: 'environment-creation-failed', python: '/py', detail: [] },
      { code: 'manifest-missing', path: '/m.json' },
      { code: 'usage', message: 'no' },
      { code: 'source-only', package: 'numpy', version: null, detail: [] },
      { code: 'build-failed', package: 'numpy', version: null, tool: 'uv', exitCode: 1, detail: [] },
      ...launchCauses.flatMap((kind) => [0, 1, null].map((findings) => launchFailed(kind, findings))),
    ];
    for (const failure of failures) expect(words.next(failure)).not.toMatch(/--|smart-installer /);
  });

  it('say the same as the command line where that fits', () => {
    expect(words.next({ code: 'disk-full', path: '/' })).toBe('Free some space, then run again.');
  });

  it('name some of many, and never one other', () => {
    expect(words.proven(['NumPy'])).toBe('NumPy imports.');
    expect(words.proven(['a', 'b', 'c', 'd'])).toBe('a, b, c and d import.');
    expect(words.proven(['a', 'b', 'c', 'd', 'e'])).toBe('a, b, c and 2 others import.');
  });

  it('call a profile by what it brings', () => {
    expect(words.profileName('full')).toBe('Everything');
    expect(words.profileName('core')).toBe('Core only');
  });
});
