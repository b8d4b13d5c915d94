import type { Fact, LineLevel } from '../../shared/events.ts';
import { askedToWaitMs, canGetBetter, type Failure } from '../../shared/failure.ts';
import { type Phase, type Plan, phaseOf, type Step } from '../../shared/plan.ts';
import { Cancelled, Failing, throwIfCancelled } from './failing.ts';
import type { Clock } from './interfaces/clock.ts';
import type { Waits } from './waits.ts';

export interface RetryPolicy {
  attempts: number;
  /** Wait after the first, second, … failed attempt; the last one repeats. */
  waitMs: readonly number[];
}

/** What a step's execution may tell; it says `not-needed` when it found the world as it should be. */
export interface StepRun {
  attempt: number;
  /** How many there are. */
  attempts: number;
  emit: (fact: Fact) => void;
  line: (level: LineLevel, text: string) => void;
}

export interface RunnerOptions {
  policy: RetryPolicy;
  clock: Clock;
  waits: Waits;
  signal: AbortSignal;
  emit: (fact: Fact) => void;
  line: (step: string, level: LineLevel, text: string) => void;
  /** Turns a throw that nobody foresaw into a failure. */
  unforeseen: (error: unknown) => Failure;
  execute: (step: Step, run: StepRun) => Promise<'done' | 'not-needed'>;
}

/** The longest wait that a server may ask for (Retry-After). */
const longestWaitMs = 10 * 60_000;

/** A step that failed for good. */
export class StepFailed extends Error {
  readonly step: string;
  readonly failure: Failure;
  constructor(step: string, failure: Failure) {
    super(failure.code);
    this.name = 'StepFailed';
    this.step = step;
    this.failure = failure;
  }
}

/**
 * Executes a plan's steps in order: the only place that retries, times and closes them. Throws
 * StepFailed or Cancelled; each step that was started is finished by exactly one event before that.
 */
export const runSteps = async (plan: Plan, options: RunnerOptions): Promise<void> => {
  let phase: Phase | null = null;
  for (const step of plan.steps) {
    throwIfCancelled(options.signal);
    if (phaseOf(step) !== phase) {
      phase = phaseOf(step);
      options.emit({ type: 'phase-started', phase });
    }
    await runStep(step, options);
  }
};

const runStep = async (step: Step, options: RunnerOptions): Promise<void> => {
  const { policy, clock, signal, emit } = options;
  const began = clock.now();
  const finish = (outcome: 'done' | 'not-needed' | 'failed' | 'cancelled', failure: Failure | null) =>
    emit({ type: 'step-finished', step: step.id, outcome, failure, ms: clock.now() - began });
  for (let attempt = 1; ; attempt += 1) {
    emit({ type: 'step-started', step: step.id, attempt, of: policy.attempts });
    try {
      const line = (level: LineLevel, text: string) => options.line(step.id, level, text);
      const outcome = await options.execute(step, { attempt, attempts: policy.attempts, emit, line });
      finish(outcome, null);
      return;
    } catch (error) {
      if (signal.aborted || error instanceof Cancelled) {
        finish('cancelled', null);
        throw new Cancelled();
      }
      const failure = error instanceof Failing ? error.failure : options.unforeseen(error);
      // Whoever is asked to come back in an hour is better told so than kept waiting.
      const asksTooMuch = askedToWaitMs(failure) > longestWaitMs;
      if (attempt >= policy.attempts || !canGetBetter(failure) || asksTooMuch) {
        finish('failed', failure);
        throw new StepFailed(step.id, failure);
      }
      if ((await waitForNext(step.id, attempt, failure, options)) === 'cancelled') {
        finish('cancelled', null);
        throw new Cancelled();
      }
    }
  }
};

const waitForNext = async (step: string, attempt: number, failure: Failure, options: RunnerOptions) => {
  const { policy, clock, waits, signal, emit } = options;
  const of = policy.attempts;
  const ms = Math.max(policy.waitMs[Math.min(attempt, policy.waitMs.length) - 1] ?? 0, askedToWaitMs(failure));
  const wait = `${step}#${attempt}`;
  emit({ type: 'attempt-failed', step, attempt, of, failure });
  const over = waits.wait(wait, ms, signal);
  emit({ type: 'wait-started', step, wait, attempt: attempt + 1, of, until: clock.now() + ms, failure });
  const how = await over;
  emit({ type: 'wait-ended', step, wait, how });
  return how;
};
