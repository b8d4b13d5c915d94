import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../shared/failure.ts';
import { type LaunchCauseKind, launchCauses } from '../../../shared/launch-cause.ts';
import { wordFailure, wordOutcome } from '../../../shared/wording.ts';

type LaunchFailed = Extract<Failure, { code: 'launch-failed' }>;

const failed = (kind: LaunchCauseKind, changes: Partial<LaunchFailed> = {}): LaunchFailed => ({
  code: 'launch-failed',
  command: ['/env/bin/python', '-m', 'app'],
  exitCode: 1,
  signal: null,
  ready: false,
  cause: { kind, subject: null, package: null, evidence: null },
  finding: null,
  findings: 0,
  profile: 'full',
  detail: [],
  ...changes,
});

describe('a failed launch', () => {
  it.each(launchCauses)('by %s has a sentence and one thing to do, with and without its subject', (kind) => {
    for (const cause of [
      { kind, subject: null, package: null, evidence: null },
      { kind, subject: 'x', package: 'y', evidence: 'Error: z.' },
    ])
      for (const findings of [null, 0, 1]) {
        const { sentence, next } = wordFailure(failed(kind, { cause, findings }));
        for (const text of [sentence, next]) {
          expect(text).toMatch(/^[A-Z].*[^.]\.$/s);
          expect(text).not.toMatch(/ {2}|undefined|null|\.\./);
        }
      }
  });

  it('that a repair answers asks for that alone, for the profile that was installed', () => {
    expect(wordFailure(failed('numpy-torn', { findings: 2, profile: 'core' })).next).toBe(
      'Run smart-installer repair with the same options and --profile core, then launch again.',
    );
  });

  it('by something outside says that first, and what is wrong with the environment beside it', () => {
    const { next } = wordFailure(failed('address-in-use', { findings: 1 }));
    expect(next).toMatch(/^The environment needs a repair, too\. End that program .*Before that, run smart-installer/);
  });

  it('names Windows’ codes as they are known', () => {
    expect(wordFailure(failed('unknown', { exitCode: 0xc0000420 })).sentence).toContain('exit code 0xC0000420');
  });

  it('has another headline where the program was ready before', () => {
    const outcome = (ready: boolean) => ({
      kind: 'failed' as const,
      failure: failed('memory', { ready }),
      step: null,
      undo: 'nothing-changed' as const,
    });
    expect(wordOutcome('launch', outcome(false)).title).toBe('Not launched');
    expect(wordOutcome('launch', outcome(true)).title).toBe('Ended with an error');
  });
});
