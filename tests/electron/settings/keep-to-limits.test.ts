import { expect, test } from 'vitest';
import { Failing } from '../../../electron/engine/failing.ts';
import { keepToLimits } from '../../../electron/settings/keep-to-limits.ts';
import { defaultSettings } from '../../../shared/default-settings.ts';
import type { Settings } from '../../../shared/settings.ts';
import { engineDouble } from '../../support/engine-double.ts';
import { runStarted } from '../../support/recorded-run.ts';

const prunedAfterRun = async (settings: Partial<Settings>): Promise<string[]> => {
  const engine = engineDouble([runStarted(), { type: 'run-finished', outcome: { kind: 'nothing-to-do' }, ms: 1 }]);
  keepToLimits(
    engine,
    () => ({ ...defaultSettings, ...settings }),
    (error) => engine.calls.push(`trouble ${String(error)}`),
  );
  engine.start({ ...Object.create(null) });
  await engine.idle();
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  return engine.calls;
};

test('what is kept of downloads is held to the limits after each run', async () => {
  expect(await prunedAfterRun({ cacheMaxBytes: 5e9, cacheMaxDays: 30 })).toEqual([
    'prune {"maxBytes":5000000000,"maxAgeMs":2592000000}',
  ]);
  expect(await prunedAfterRun({ cacheMaxDays: 1 })).toEqual(['prune {"maxAgeMs":86400000}']);
});

test('without a limit nothing is removed', async () => {
  expect(await prunedAfterRun({})).toEqual([]);
});

test.each([
  ['nothing of a run that has begun meanwhile', { code: 'run-in-progress', run: 'r2' }, []],
  ['why it could not', { code: 'permission-denied', path: '/cache' }, ['permission-denied']],
] as const)('it says %s', async (_, failure, said) => {
  const engine = engineDouble([runStarted(), { type: 'run-finished', outcome: { kind: 'nothing-to-do' }, ms: 1 }]);
  const troubles: unknown[] = [];
  const failing = {
    ...engine,
    pruneDownloads: async () => {
      throw new Failing(failure);
    },
  };
  keepToLimits(
    failing,
    () => ({ ...defaultSettings, cacheMaxDays: 1 }),
    (error) => troubles.push(error instanceof Failing ? error.failure.code : error),
  );
  engine.start({ ...Object.create(null) });
  await engine.idle();
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  expect(troubles).toEqual(said);
});
