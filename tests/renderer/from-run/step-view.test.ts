import { describe, expect, it } from 'vitest';
import { detailsOf, runningTime, signOf, timeOf } from '../../../renderer/from-run/step-view.ts';
import type { RunState, StepState } from '../../../shared/run-state.ts';
import { fold } from '../../support/recorded-run.ts';
import { eventsOf, type RecordedRun } from '../../support/recorded-runs.ts';

const stepOf = (name: RecordedRun, id: string): StepState => {
  const run: RunState = fold(eventsOf(name));
  const step = run.steps.find((one) => one.step.id === id);
  if (step === undefined) throw new Error(`no step ${id}`);
  return step;
};

describe('a step’s sign and word', () => {
  it.each([
    ['installing', 'install:core', 'done', 'done'],
    ['installing', 'install:torch', 'working', 'working'],
    ['installing', 'prove', 'waiting', 'waiting'],
    ['waiting', 'install:torch', 'again', 'waiting'],
    ['failed', 'resolve', 'failed', 'failed'],
    ['cancelled', 'install:torch', 'stopped', 'stopped'],
  ] as const)('%s: %s is %s', (run, id, sign, word) => {
    expect(signOf(stepOf(run, id))).toEqual({ sign, word });
  });

  it('says that there was nothing to do', () => {
    expect(signOf({ ...stepOf('installing', 'prove'), status: 'done', ended: 'not-needed' })).toEqual({
      sign: 'done',
      word: 'nothing to do',
    });
  });
});

describe('a step’s time', () => {
  it('is not shown while it would only flicker, and then in whole seconds', () => {
    expect([0, 1999, 2000, 2999, 59_900, 61_000, 3_725_000].map(runningTime)).toEqual([
      '',
      '',
      '2 s',
      '2 s',
      '59 s',
      '1 min 1 s',
      '1 h 2 min',
    ]);
  });

  it('is the measured one after the end', () => {
    expect(timeOf(stepOf('installing', 'install:core'), 0)).toBe('2.8 s');
    expect(timeOf(stepOf('installing', 'prove'), 5)).toBe('');
  });
});

describe('a step’s details', () => {
  const torch = stepOf('installing', 'install:torch');
  const plan = { findings: [], rung: null };

  it('tell the packages that are done', () => {
    expect(detailsOf(torch, plan)).toBe('1 of 3 packages');
  });

  it('tell how far a download has come, how fast it goes, and what is in hand', () => {
    expect(detailsOf(stepOf('downloading', 'download'), plan)).toBe(
      '481 of 960 MB · 38 MB/s · 13 s left · torch, transformers',
    );
  });

  it('tell bytes, and the attempt after the first one', () => {
    const progress = { done: 812_000_000, total: 2_400_000_000, unit: 'bytes' as const };
    expect(detailsOf({ ...torch, attempt: 2, progress }, plan)).toBe(
      'attempt 2 of 3 · 812 MB of 2.4 GB · 1 of 3 packages',
    );
  });

  it('tell the versions of what is installed, and the names of what waits', () => {
    expect(detailsOf(stepOf('installing', 'install:core'), plan)).toBe('numpy 2.1.3, sympy 1.13.1, fsspec 2026.10.0');
    expect(detailsOf(stepOf('waiting', 'install:torch'), plan)).toBe('torch, torchvision, torchaudio');
  });

  it('tell why it failed', () => {
    expect(detailsOf(stepOf('failed', 'resolve'), plan)).toMatch(
      /cannot be reached: the server closed the connection\.$/,
    );
  });
});
