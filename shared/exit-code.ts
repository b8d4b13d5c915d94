import type { Verb } from './events.ts';
import type { Failure } from './failure.ts';
import type { Outcome } from './outcome.ts';

/**
 * Exit code of the command line for an outcome (contract of the command line):
 * 0 healthy, done, nothing to do, or a launched program that ended well · 1 findings or a failure · 2 wrong usage or a bad manifest ·
 * 3 another run owns the environment · 130 cancelled.
 */
export const exitCodeOf = (verb: Verb, outcome: Outcome): number => {
  switch (outcome.kind) {
    case 'repaired':
    case 'nothing-to-do':
    case 'launched':
      return 0;
    case 'looked':
      return verb === 'diagnose' && outcome.findings > 0 ? 1 : 0;
    case 'cancelled':
      return 130;
    case 'failed':
      return exitCodeOfFailure(outcome.failure.code);
  }
};

export const exitCodeOfFailure = (code: Failure['code']): number => {
  switch (code) {
    case 'usage':
    case 'manifest-missing':
    case 'manifest-invalid':
    case 'profile-unknown':
    case 'accelerator-unknown':
    case 'launch-missing':
      return 2;
    case 'environment-busy':
      return 3;
    default:
      return 1;
  }
};
