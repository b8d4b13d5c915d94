import { assertNever } from '../../shared/assert-never.ts';
import type { Failure } from '../../shared/failure.ts';
import type { RunState, StepStatus } from '../../shared/run-state.ts';
import { wordOutcome } from '../../shared/wording.ts';
import { words } from '../words.ts';

export interface EnvironmentStatus {
  status: StepStatus;
  /** The headline: the state of the environment in a word or two. */
  title: string;
  sentence: string;
  /** What would mend it: nothing where it is as it should be, or nobody knows. */
  remedy: 'install' | 'repair' | null;
  failure: Failure | null;
}

/** How the environment stands after the last look at it. */
export const environmentStatus = (run: RunState | null): EnvironmentStatus => {
  const base = { remedy: null, failure: null } as const;
  if (run === null || run.outcome === null)
    return { ...base, status: 'working', title: words.checking.title, sentence: words.checking.sentence };
  const { outcome, verb } = run;
  const { title, sentence } = wordOutcome(verb, outcome);
  switch (outcome.kind) {
    case 'repaired':
    case 'nothing-to-do':
    case 'launched':
      return { ...base, status: 'done', title, sentence };
    case 'looked':
      if (outcome.findings === 0) return { ...base, status: 'done', title, sentence };
      return run.findings.some(({ code }) => code === 'environment-absent')
        ? { ...base, status: 'waiting', ...words.notInstalled, remedy: 'install' }
        : { ...base, status: 'needs-you', title, sentence: words.canBeRepaired, remedy: 'repair' };
    case 'cancelled':
      return { ...base, status: 'waiting', title: words.notChecked, sentence: words.checkStopped };
    case 'failed':
      return { ...base, status: 'failed', title: words.notChecked, sentence: '', failure: outcome.failure };
    default:
      return assertNever(outcome);
  }
};
