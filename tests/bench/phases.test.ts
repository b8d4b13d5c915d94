import { expect, test } from 'vitest';
import { phasesOf, wordPhases } from './phases.ts';

const events = [
  { at: 1100, type: 'run-started' },
  { at: 1105, type: 'phase-started', phase: 'detect' },
  { at: 1200, type: 'phase-started', phase: 'plan' },
  { at: 1210, type: 'lines' },
  { at: 1220, type: 'phase-started', phase: 'detect' },
  { at: 1230, type: 'run-finished' },
];

test('a command’s time is told by its phases, and all of it', () => {
  const phases = phasesOf(events, { began: 1000, ended: 1234 });
  expect([...phases]).toEqual([
    ['start', 105],
    ['detect', 105],
    ['plan', 20],
    ['end', 4],
  ]);
  expect(wordPhases([phases])).toBe('start 105 ms, detect 105, plan 20, end 4');
});

test('the median of each is told, and a phase that a run did not have took no time', () => {
  const told = [
    [['start', 1]],
    [['start', 3]],
    [
      ['start', 2],
      ['change', 9],
    ],
  ].map((phases) => new Map(phases as [string, number][]));
  expect(wordPhases(told)).toBe('start 2 ms, change 0');
});

test('a run without an end is none', () => {
  expect(() => phasesOf(events.slice(0, 3), { began: 1000, ended: 1234 })).toThrow('no end');
});
