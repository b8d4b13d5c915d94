import { describe, expect, it } from 'vitest';
import { Cancelled, Failing } from '../../../electron/engine/failing.ts';
import { runSteps, StepFailed } from '../../../electron/engine/runner.ts';
import { systemClock } from '../../../electron/engine/tools/clock.ts';
import { createWaits } from '../../../electron/engine/waits.ts';
import type { Fact } from '../../../shared/events.ts';
import type { Failure } from '../../../shared/failure.ts';
import type { Plan, Step } from '../../../shared/plan.ts';

const locked: Failure = { code: 'file-locked', path: '/env/x.pyd' };
const steps: Step[] = [
  { kind: 'clean-up', id: 'clean-up', because: [], paths: [] },
  { kind: 'prove', id: 'prove', because: [], layers: [] },
];
const plan: Plan = { steps, findings: [], accelerator: null, answers: [], rung: 'leftovers', leftAlone: [] };

const start = (
  execute: (id: string, attempt: number, attempts: number) => Promise<void> | void,
  waitMs = [20, 40, 60],
) => {
  const facts: Fact[] = [];
  const abort = new AbortController();
  const waits = createWaits(systemClock);
  const listeners: ((fact: Fact) => void)[] = [];
  const end = runSteps(plan, {
    policy: { attempts: 3, waitMs },
    clock: systemClock,
    waits,
    signal: abort.signal,
    emit: (fact) => {
      facts.push(fact);
      for (const listen of listeners) listen(fact);
    },
    line: () => undefined,
    unforeseen: (error) => ({ code: 'bug', message: String(error), journal: null }),
    execute: async (step, { attempt, attempts }) => {
      await execute(step.id, attempt, attempts);
      return 'done';
    },
  });
  return { facts, abort, waits, end, on: (listen: (fact: Fact) => void) => listeners.push(listen) };
};
const told = (facts: Fact[]) =>
  facts.map(
    (fact) =>
      fact.type + ('attempt' in fact ? ` ${fact.attempt}` : '') + ('outcome' in fact ? ` ${String(fact.outcome)}` : ''),
  );

describe('runSteps', () => {
  it('tries three times with growing waits, each announced once with its deadline', async () => {
    const run = start((id, attempt) => {
      if (id === 'clean-up' && attempt < 3) throw new Failing(locked);
    });
    await run.end;
    expect(told(run.facts)).toEqual([
      'phase-started',
      'step-started 1',
      'attempt-failed 1',
      'wait-started 2',
      'wait-ended',
      'step-started 2',
      'attempt-failed 2',
      'wait-started 3',
      'wait-ended',
      'step-started 3',
      'step-finished done',
      'phase-started',
      'step-started 1',
      'step-finished done',
    ]);
  });

  it('tells a step which attempt it is, and of how many', async () => {
    const asked: string[] = [];
    const run = start((id, attempt, attempts) => {
      asked.push(`${id} ${attempt}/${attempts}`);
      if (attempt < 3) throw new Failing(locked);
    });
    await run.end;
    expect(asked).toEqual(['clean-up 1/3', 'clean-up 2/3', 'clean-up 3/3', 'prove 1/3', 'prove 2/3', 'prove 3/3']);
  });

  it('gives up after the last attempt and goes no further', async () => {
    const run = start(() => {
      throw new Failing(locked);
    });
    await expect(run.end).rejects.toMatchObject({ step: 'clean-up', failure: locked });
    expect(told(run.facts).at(-1)).toBe('step-finished failed');
    expect(run.facts.filter(({ type }) => type === 'wait-started')).toHaveLength(2);
  });

  it('does not try again what cannot get better', async () => {
    const run = start(() => {
      throw new Failing({ code: 'disk-full', path: '/env' });
    });
    await expect(run.end).rejects.toBeInstanceOf(StepFailed);
    expect(run.facts.filter(({ type }) => type === 'step-started')).toHaveLength(1);
  });

  it('turns a throw that nobody foresaw into a bug, not into a retry', async () => {
    const run = start(() => {
      throw new TypeError('x is undefined');
    });
    await expect(run.end).rejects.toMatchObject({ failure: { code: 'bug', message: 'TypeError: x is undefined' } });
  });

  it('cuts a wait short on Retry now', async () => {
    const began = Date.now();
    const run = start(
      (_, attempt) => {
        if (attempt === 1) throw new Failing(locked);
      },
      [60_000],
    );
    run.on((fact) => {
      if (fact.type === 'wait-started') run.waits.skip(fact.wait);
    });
    await run.end;
    expect(Date.now() - began).toBeLessThan(5000);
    expect(run.facts.filter((fact) => fact.type === 'wait-ended')).toEqual([
      { type: 'wait-ended', step: 'clean-up', wait: 'clean-up#1', how: 'skipped' },
      { type: 'wait-ended', step: 'prove', wait: 'prove#1', how: 'skipped' },
    ]);
  });

  it('ends a wait on cancel, and finishes the step as cancelled', async () => {
    const run = start(() => {
      throw new Failing(locked);
    }, [60_000]);
    run.on((fact) => {
      if (fact.type === 'wait-started') run.abort.abort();
    });
    await expect(run.end).rejects.toBeInstanceOf(Cancelled);
    expect(told(run.facts).slice(-2)).toEqual(['wait-ended', 'step-finished cancelled']);
  });

  it('takes whatever a step throws after a cancel for the cancel', async () => {
    const run = start(async () => {
      await Promise.resolve();
      run.abort.abort();
      throw new Failing(locked);
    });
    await expect(run.end).rejects.toBeInstanceOf(Cancelled);
  });
});
