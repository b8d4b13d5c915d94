import { main } from '../../electron/cli/main.ts';
import type { Fact } from '../../shared/events.ts';
import { engineDouble } from './engine-double.ts';
import { holderFound, planMade, runStarted, unreachable } from './recorded-run.ts';

/**
 * The command line with a double of the engine, as a program of its own: what signals, pipes and
 * terminals do to a process is tried on it. The first word names the recorded run to play.
 */
const lines = (count: number): Fact => ({
  type: 'lines',
  step: 'resolve',
  lines: Array.from({ length: count }, (_, at) => ({
    at,
    level: 'output' as const,
    text: `line ${at} ${'x'.repeat(80)}`,
  })),
});
const done: Fact = { type: 'run-finished', outcome: { kind: 'repaired', changed: ['torch'] }, ms: 1000 };
const begun: Fact[] = [runStarted(), planMade(), { type: 'step-started', step: 'resolve', attempt: 1, of: 3 }];
const wait: Fact = {
  type: 'wait-started',
  step: 'resolve',
  wait: 'w1',
  attempt: 2,
  of: 3,
  until: 30_000,
  failure: unreachable,
};

const runs: Record<string, readonly (Fact | 'forever' | 'never')[]> = {
  done: [...begun, done],
  failed: [
    ...begun,
    { type: 'step-finished', step: 'resolve', outcome: 'failed', failure: unreachable, ms: 5 },
    {
      type: 'run-finished',
      outcome: { kind: 'failed', failure: unreachable, step: 'resolve', undo: 'nothing-changed' },
      ms: 9,
    },
  ],
  chatty: [...begun, ...Array.from({ length: 100 }, () => lines(200)), done],
  forever: [...begun, 'forever'],
  waiting: [...begun, wait, { type: 'step-started', step: 'resolve', attempt: 2, of: 3 }, done],
  asking: [...begun, holderFound('resolve'), done],
  'waiting-forever': [...begun, wait, { type: 'step-started', step: 'resolve', attempt: 2, of: 3 }, 'forever'],
  flood: [...begun, ...Array.from({ length: 100 }, () => lines(200)), 'forever'],
  stalled: [...begun, 'never'],
  broken: [...begun, { type: 'step-started', step: 'resolve', attempt: 2, of: 3 }],
};

const [name = '', ...words] = process.argv.slice(2);
const facts = runs[name];
if (facts === undefined) throw new Error(`there is no recorded run ${name}`);
if (name === 'broken')
  setTimeout(() => {
    throw new Error('nobody foresaw https://ada:s3cret@x.example');
  }, 200);
await main(words, async () => engineDouble(name === 'broken' ? [...facts, 'forever'] : facts));
