import { describe, expect, it } from 'vitest';
import { Cancelled } from '../../electron/engine/failing.ts';
import type { Engine } from '../../electron/engine/run-request.ts';
import { createLogCalls, exportName } from '../../electron/log-calls.ts';
import { engineDouble } from '../support/engine-double.ts';

const prepare = ({
  place = '/documents/logs.zip' as string | null,
  ...more
}: { place?: string | null } & Partial<Engine> = {}) => {
  const engine = { ...engineDouble([]), ...more };
  const asked: string[] = [];
  const calls = createLogCalls({
    engine,
    host: {
      choosePlace: async (name) => {
        asked.push(name);
        return place;
      },
      showInFolder: (path) => asked.push(`show ${path}`),
    },
  });
  return { calls, engine, asked };
};

describe('an export that a view asks for', () => {
  it('goes where the user says, holds what its run’s environment has, and can be shown', async () => {
    const { calls, engine, asked } = prepare();
    expect(await calls['export-show']({})).toEqual({ ok: true, value: null });
    expect(asked).toEqual([]);
    expect(await calls['export-logs']({ run: 'r1' })).toEqual({
      ok: true,
      value: { kind: 'written', path: '/documents/logs.zip', files: 1, redactions: 3 },
    });
    expect(await calls['export-logs']({ run: null })).toMatchObject({ ok: true });
    expect(engine.calls).toEqual(['export /documents/logs.zip of /env', 'export /documents/logs.zip of all']);
    await calls['export-show']({});
    expect(asked).toEqual([exportName(), exportName(), 'show /documents/logs.zip']);
  });

  it('writes nothing where the user chose no place', async () => {
    const { calls, engine } = prepare({ place: null });
    expect(await calls['export-logs']({ run: null })).toEqual({ ok: true, value: { kind: 'not-chosen' } });
    expect(engine.calls).toEqual([]);
  });

  it('tells how far it is, is one at a time, and can be stopped', async () => {
    const { calls } = prepare({
      exportLogs: ({ signal, onProgress }) =>
        new Promise((_, reject) => {
          onProgress?.(1, 4);
          signal.addEventListener('abort', () => reject(new Cancelled()));
        }),
    });
    const exporting = calls['export-logs']({ run: null });
    await new Promise((resolve) => setTimeout(resolve));
    expect(await calls['export-status']({})).toEqual({ ok: true, value: { done: 1, total: 4 } });
    expect(await calls['export-logs']({ run: null })).toEqual({ ok: true, value: { kind: 'busy' } });
    await calls['export-cancel']({});
    expect(await exporting).toEqual({ ok: true, value: { kind: 'stopped' } });
    expect(await calls['export-status']({})).toEqual({ ok: true, value: null });
  });

  it('of a run that is not kept is a refusal', async () => {
    const { calls, asked } = prepare();
    await expect(calls['export-logs']({ run: 'gone' })).rejects.toMatchObject({ failure: { code: 'no-such-run' } });
    await expect(calls['export-preview']({ run: 'gone' })).rejects.toMatchObject({ failure: { code: 'no-such-run' } });
    expect(asked).toEqual([]);
    expect(await calls['export-status']({})).toEqual({ ok: true, value: null });
  });

  it('is foreseen by kinds', async () => {
    const file = (name: string, bytes: number | null, leftOut = 0) => ({ name, bytes, leftOut });
    const { calls } = prepare({
      previewLogs: async () => ({
        files: [
          file('README.txt', null),
          file('runs/b/journal.ndjson', 10, 5),
          file('runs/b/manifest.json', 2),
          file('runs/a/journal.ndjson', 20),
          file('window/window.log', 3),
        ],
      }),
    });
    expect(await calls['export-preview']({ run: null })).toEqual({
      ok: true,
      value: {
        kinds: [
          { kind: 'reports', count: 1, bytes: 0, leftOut: 0 },
          { kind: 'journals', count: 2, bytes: 30, leftOut: 5 },
          { kind: 'wanted', count: 1, bytes: 2, leftOut: 0 },
          { kind: 'window', count: 1, bytes: 3, leftOut: 0 },
        ],
      },
    });
  });
});
