import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createJournals } from '../../../../../electron/engine/tools/journals.ts';
import type { Fact } from '../../../../../shared/events.ts';
import { recorded, runStarted } from '../../../../support/recorded-run.ts';

const environment = '/home/ada/env';
const hour = 3600_000;
const now = 1_700_000_000_000;

let folder: string;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'attempts ')), 'runs');
});
afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

const failed = (rung: 'package' | 'layer', stack = 's1'): Fact => ({
  type: 'rung-failed',
  rung,
  tried: [{ finding: 'files-altered:numpy', rung }],
  stack,
  failure: { code: 'proof-failed', layer: 'core', module: 'numpy', detail: [], fresh: false },
});
const ended: Fact = { type: 'run-finished', outcome: { kind: 'repaired', changed: [] }, ms: 1 };

const write = async (run: string, facts: Fact[], from: number): Promise<string> => {
  const journal = await createJournals({ folder }).open(run);
  await journal.append(recorded(facts, { run, from }));
  await journal.close();
  return journal.path;
};
const attempts = () => createJournals({ folder }).failedAttempts({ environment, now, maxAgeMs: 24 * hour });

describe('failedAttempts', () => {
  it('is empty where no run was ever made', async () => {
    expect(await attempts()).toEqual([]);
  });

  it('collects what failed since the environment was last repaired', async () => {
    await write('20260101T000000', [runStarted({ environment }), failed('package', 'old'), ended], now - 5 * hour);
    await write('20260101T000001', [runStarted({ environment }), failed('package')], now - 4 * hour);
    await write('20260101T000002', [runStarted({ environment }), failed('layer')], now - 3 * hour);
    expect(await attempts()).toEqual([
      { finding: 'files-altered:numpy', rung: 'layer', stack: 's1' },
      { finding: 'files-altered:numpy', rung: 'package', stack: 's1' },
    ]);
  });

  it('asks neither other environments, nor other verbs, nor what is too old', async () => {
    await write('a', [runStarted({ environment }), failed('package')], now - 30 * hour);
    await write('b', [runStarted({ environment: '/elsewhere' }), failed('layer')], now - hour);
    await write('c', [runStarted({ environment, verb: 'diagnose' }), failed('layer')], now - hour);
    expect(await attempts()).toEqual([]);
  });

  it('reads a journal as far as a killed process wrote it', async () => {
    const path = await write('a', [runStarted({ environment }), failed('package')], now - hour);
    await appendFile(path, '{"seq":3,"run":"a","type":"rung-failed","tr');
    expect(await attempts()).toHaveLength(1);
  });
});
