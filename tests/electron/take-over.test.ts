import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { secondStart } from '../../electron/second-start.ts';
import { takeOver } from '../../electron/take-over.ts';
import { type RecordedRun, snapshotOf } from '../support/recorded-runs.ts';

const first = { environment: path.resolve('/first/env'), manifest: null };
const cwd = path.resolve('/home/ada');

/** What a second start makes the first application begin, at this run. */
const begun = async (data: unknown, name: RecordedRun | null = null): Promise<unknown[]> => {
  const asked: unknown[] = [];
  const answer = async (call: string, raw: unknown) => {
    asked.push({ call, raw });
    return { ok: true as const, value: null };
  };
  await takeOver(data, { answer, state: () => snapshotOf(name).run, first });
  return asked;
};

describe('a second start', () => {
  it('with --repair begins a plan, and with --launch the program', async () => {
    expect(await begun(secondStart(['--repair'], cwd))).toEqual([
      { call: 'start', raw: { environment: first.environment, verb: 'repair', dryRun: true } },
    ]);
    expect(await begun(secondStart(['--launch', '--env', 'other'], cwd))).toEqual([
      { call: 'start', raw: { environment: path.join(cwd, 'other'), verb: 'launch' } },
    ]);
  });

  it('goes on with the folder and profile that are in view', async () => {
    expect(await begun(secondStart(['--repair'], cwd), 'launch-failed')).toEqual([
      {
        call: 'start',
        raw: { environment: '/home/ada/assistant/env', profile: 'full', verb: 'repair', dryRun: true },
      },
    ]);
  });

  it('begins nothing while a run is in progress', async () => {
    for (const name of ['installing', 'running', 'checking'] as const)
      expect(await begun(secondStart(['--repair'], cwd), name)).toEqual([]);
  });

  it('begins nothing for another manifest, without a wish, and for what is no start', async () => {
    const others = [
      secondStart(['--repair', '--manifest', 'other.json'], cwd),
      secondStart([], cwd),
      secondStart(['--repair', '--launch'], cwd),
      secondStart(['--repair', '--env'], cwd),
      null,
      {},
      { words: '--repair', cwd },
      { words: [1], cwd },
    ];
    for (const other of others) expect(await begun(other)).toEqual([]);
  });
});
