import { describe, expect, it } from 'vitest';
import { createEventLog } from '../../../electron/engine/event-log.ts';
import { systemClock } from '../../../electron/engine/tools/clock.ts';
import { type Event, eventSchema, type Fact } from '../../../shared/events.ts';

const started: Fact = {
  type: 'run-started',
  verb: 'repair',
  environment: '/env',
  manifest: { name: 'llm', title: 'Stack' },
  profile: 'core',
  options: { 'index-url': 'https://user:hunter2@index.example/simple' },
  version: '0',
  pid: 1,
  journal: null,
  dryRun: false,
};

const begun = () => {
  const events: Event[] = [];
  const batches: number[] = [];
  const log = createEventLog('run-1', systemClock, (batch) => {
    events.push(...batch);
    batches.push(batch.length);
  });
  log.emit(started);
  return { events, batches, log };
};

describe('createEventLog', () => {
  it('numbers events without gaps, lines before the fact that follows them', () => {
    const { events, log } = begun();
    log.line('resolve', 'output', 'one');
    log.line('resolve', 'output', 'two');
    log.line(null, 'info', 'three');
    log.emit({ type: 'cancel-requested' });
    expect(events.map(({ seq, type }) => `${seq} ${type}`)).toEqual([
      '1 run-started',
      '2 lines',
      '3 lines',
      '4 cancel-requested',
    ]);
    for (const event of events) expect(eventSchema.parse(JSON.parse(JSON.stringify(event)))).toEqual(event);
    expect(log.state()?.log.lines.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['one', 'two', 'three', 'Stopping']),
    );
  });

  it('carries no credentials, whatever part of an event they are in', () => {
    const { events, log } = begun();
    log.line(null, 'output', 'Looking in https://token-123@index.example/simple');
    log.emit({
      type: 'attempt-failed',
      step: 'resolve',
      attempt: 1,
      of: 3,
      failure: { code: 'index-unreachable', index: 'https://a:secret@index.example/', cause: 'refused', problem: null },
    });
    const text = JSON.stringify(events);
    for (const secret of ['hunter2', 'token-123', 'secret']) expect(text).not.toContain(secret);
  });

  it('sends a flood of lines in few batches', async () => {
    const { batches, events, log } = begun();
    for (let n = 0; n < 10_000; n += 1) log.line('resolve', 'output', `line ${n}`);
    await systemClock.sleep(150, new AbortController().signal);
    expect(batches.length).toBeLessThanOrEqual(7);
    expect(events.flatMap((event) => (event.type === 'lines' ? event.lines : []))).toHaveLength(10_000);
  });

  it('holds lines that come before the run has begun until it has', async () => {
    const types: string[] = [];
    const log = createEventLog('run-1', systemClock, (batch) => types.push(...batch.map(({ type }) => type)));
    log.line(null, 'warning', 'There is no journal of this run');
    await systemClock.sleep(150, new AbortController().signal);
    expect(types).toEqual([]);
    log.emit(started);
    log.emit({ type: 'cancel-requested' });
    expect(types).toEqual(['run-started', 'lines', 'cancel-requested']);
  });

  it('lets nothing follow run-finished', async () => {
    const { events, log } = begun();
    log.emit({ type: 'run-finished', outcome: { kind: 'nothing-to-do' }, ms: 1 });
    log.line(null, 'output', 'late');
    await systemClock.sleep(150, new AbortController().signal);
    expect(events.at(-1)?.type).toBe('run-finished');
  });
});
