import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DownloadFile } from '../../shared/download.ts';
import { type Event, eventSchema, type Fact } from '../../shared/events.ts';
import { currentWait, keptLogLines, type RunState, reduce, stepsDone } from '../../shared/run-state.ts';
import { fold, planMade, recorded, runStarted, unreachable, untilWait } from '../support/recorded-run.ts';

const whole: (Fact & { at?: number })[] = [
  ...untilWait,
  { type: 'wait-ended', step: 'install:torch', wait: 'install:torch#1', how: 'elapsed' },
  { type: 'step-started', step: 'install:torch', attempt: 2, of: 3 },
  { type: 'step-progressed', step: 'install:torch', done: 10, total: 20, unit: 'bytes' },
  {
    type: 'package-changed',
    step: 'install:torch',
    package: 'torch',
    version: '2.5.1',
    bytes: 800_000_000,
    state: 'downloading',
  },
  { type: 'package-changed', step: 'install:torch', package: 'torch', version: null, bytes: null, state: 'installed' },
  {
    type: 'lines',
    step: 'install:torch',
    lines: [
      { at: 5, level: 'output', text: 'one' },
      { at: 6, level: 'output', text: 'two' },
    ],
  },
  { type: 'step-finished', step: 'install:torch', outcome: 'done', failure: null, ms: 9000 },
  {
    type: 'proof-made',
    proof: { layer: 'torch', kind: 'import', subject: 'torch', version: null, ok: false, detail: 'no' },
  },
  {
    type: 'proof-made',
    proof: {
      layer: 'torch',
      kind: 'import',
      subject: 'torch',
      version: '2.5.1',
      ok: true,
      detail: 'torch 2.5.1 imports',
    },
  },
  { type: 'run-finished', outcome: { kind: 'repaired', changed: ['torch'] }, ms: 12_000 },
];
const events = recorded(whole);

describe('the fold of a run', () => {
  it('of a launch holds its program, when it was ready and how it ended', () => {
    const facts: Fact[] = [
      runStarted({ verb: 'launch' }),
      { type: 'phase-started', phase: 'launch' },
      { type: 'launch-started', command: ['/env/bin/python', '-m', 'app'], pid: 7 },
      { type: 'launch-ready', how: 'output', ms: 900 },
      { type: 'launch-ended', exitCode: null, signal: 'SIGSEGV', ms: 5000 },
    ];
    const launched = fold(recorded(facts));
    expect(launched.launch).toEqual({
      command: ['/env/bin/python', '-m', 'app'],
      pid: 7,
      startedAt: 1_002_000,
      readyMs: 900,
      ended: { exitCode: null, signal: 'SIGSEGV', ms: 5000 },
    });
    expect(launched.log.lines.map(({ text }) => text)).toEqual([
      expect.stringContaining('launch'),
      'Started as process 7: /env/bin/python -m app',
      'Ready after 0.9 s',
      'The program was ended by SIGSEGV after 5.0 s',
    ]);
  });

  it('is made of events that the schema accepts', () => {
    for (const event of events) expect(eventSchema.parse(event)).toEqual(event);
  });

  it('refuses a gap', () => {
    const [first, , third] = events;
    if (first === undefined || third === undefined) throw new Error('too few events');
    expect(() => reduce(reduce(null, first), third)).toThrow('event 3 follows 1');
  });

  it('refuses to begin with anything but run-started, and a second run’s events in the middle', () => {
    const [first, second] = events;
    if (first === undefined || second === undefined) throw new Error('too few events');
    expect(() => reduce(null, second)).toThrow('does not begin');
    expect(() => reduce(reduce(null, first), { ...second, run: 'other' })).toThrow('does not begin');
  });

  it('refuses a run that does not begin at its beginning', () => {
    const [first] = events;
    if (first === undefined) throw new Error('no event');
    expect(() => reduce(null, { ...first, seq: 2 })).toThrow('begins with event 2');
    expect(() => reduce(reduce(null, first), { ...first, seq: 2 })).toThrow('event 2 follows 1');
  });

  it('passes over every event that it already holds, the first included', () => {
    const state = fold(events);
    for (const event of events) expect(reduce(state, event)).toBe(state);
  });

  it('begins anew with another run', () => {
    const other = recorded([runStarted({ verb: 'diagnose' })], { run: 'r2' })[0];
    if (other === undefined) throw new Error('no event');
    expect(reduce(fold(events), other)).toMatchObject({
      run: 'r2',
      seq: 1,
      verb: 'diagnose',
      outcome: null,
      steps: [],
      log: { total: 1 },
    });
  });

  it('holds the build that was chosen, also without a plan', () => {
    const build = { id: 'cpu', reason: 'No GPU was found.' };
    expect(fold(recorded([runStarted()])).build).toBeNull();
    expect(fold(recorded([runStarted(), { type: 'build-chosen', build }]))).toMatchObject({ build, plan: null });
  });

  it('counts an audit until what follows it, and forgets findings that are looked for again', () => {
    const looking: Fact[] = [
      runStarted(),
      { type: 'phase-started', phase: 'diagnose' },
      { type: 'finding-found', finding: { code: 'environment-absent', path: '/env' } },
      { type: 'audit-progressed', done: 5, total: 20 },
      { type: 'audit-progressed', done: 15, total: 20 },
    ];
    expect(fold(recorded(looking))).toMatchObject({ audit: { done: 15, total: 20 }, findings: [{}] });
    expect(fold(recorded([...looking, { type: 'phase-started', phase: 'plan' }]))).toMatchObject({
      audit: null,
      findings: [{}],
    });
    expect(fold(recorded([...looking, { type: 'phase-started', phase: 'diagnose' }]))).toMatchObject({
      audit: null,
      findings: [],
    });
    const ended: Fact = { type: 'run-finished', outcome: { kind: 'cancelled', undo: 'nothing-changed' }, ms: 1 };
    expect(fold(recorded([...looking, ended])).audit).toBeNull();
  });

  it('knows a plan’s sizes once they are told, and not those of the plan before it', () => {
    const sizes = [{ step: 'install:torch', download: 16, aside: null, packages: [] }];
    const sized: Fact[] = [runStarted(), planMade(), { type: 'plan-sized', sizes }];
    expect(fold(recorded(sized)).sizes).toEqual(sizes);
    expect(fold(recorded([...sized, planMade()])).sizes).toEqual([]);
  });

  it('gathers what is downloaded file by file, and counts it in bytes', () => {
    const file = (name: string, done: number, state: DownloadFile['state']): DownloadFile => ({
      package: name,
      filename: `${name}-1.0-py3-none-any.whl`,
      done,
      total: 100,
      bytesPerSecond: null,
      msLeft: null,
      state,
    });
    const progressed = (done: number, files: DownloadFile[]): Fact => ({
      type: 'download-progressed',
      step: 'download',
      progress: { done, total: 200, bytesPerSecond: 10, msLeft: 1000, files },
    });
    const begun: Fact[] = [
      runStarted(),
      planMade({ steps: [{ kind: 'download', id: 'download', because: [] }] }),
      { type: 'step-started', step: 'download', attempt: 1, of: 3 },
    ];
    const first = progressed(0, [file('numpy', 0, 'waiting'), file('torch', 0, 'waiting')]);
    const second = progressed(40, [file('torch', 40, 'downloading')]);
    const third = progressed(150, [file('torch', 50, 'verifying'), file('numpy', 100, 'done')]);
    expect(fold(recorded(begun)).steps[0]).toMatchObject({ progress: null, download: null });
    expect(fold(recorded([...begun, first, second])).steps[0]).toMatchObject({
      progress: { done: 40, total: 200, unit: 'bytes' },
      download: {
        done: 40,
        bytesPerSecond: 10,
        msLeft: 1000,
        files: [file('numpy', 0, 'waiting'), file('torch', 40, 'downloading')],
      },
    });
    const told = recorded([...begun, first, second, third]);
    const state = fold(told);
    expect(state.steps[0]?.download?.files).toEqual([file('numpy', 100, 'done'), file('torch', 50, 'verifying')]);
    expect(state.log.total).toBe(fold(recorded(begun)).log.total);
    expect(fold(JSON.parse(JSON.stringify(told)))).toEqual(state);
    for (const event of told) expect(eventSchema.parse(event)).toEqual(event);
  });

  it('replayed from its JSON is the same, from any snapshot on', () => {
    const state = fold(events);
    const again: Event[] = JSON.parse(JSON.stringify(events));
    expect(fold(again)).toEqual(state);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: events.length }),
        fc.integer({ min: 0, max: events.length }),
        (taken, from) => {
          const snapshot: RunState = JSON.parse(JSON.stringify(fold(events.slice(0, taken))));
          expect(events.slice(Math.min(from, taken)).reduce<RunState | null>(reduce, snapshot)).toEqual(state);
        },
      ),
    );
  });

  it('survives JSON at every point', () => {
    events.forEach((_, at) => {
      const state = fold(events.slice(0, at + 1));
      expect(JSON.parse(JSON.stringify(state))).toEqual(state);
    });
  });

  it('does not change the state that it is given', () => {
    let state: RunState | null = null;
    for (const event of events) {
      const before = JSON.stringify(state);
      const next: RunState = reduce(state, event);
      expect(JSON.stringify(state)).toBe(before);
      state = next;
    }
  });

  it('shows a wait from its announcement to its end', () => {
    const waiting = fold(recorded(untilWait));
    expect(currentWait(waiting)).toEqual({
      id: 'install:torch#1',
      step: 'install:torch',
      attempt: 2,
      of: 3,
      since: 1_010_000,
      until: 1_014_000,
      failure: unreachable,
    });
    expect(waiting.steps[2]?.status).toBe('waiting');
    const after = fold(
      recorded([...untilWait, { type: 'wait-ended', step: 'install:torch', wait: 'install:torch#1', how: 'skipped' }]),
    );
    expect(currentWait(after)).toBeNull();
  });

  it('keeps what is known of a package where a later event does not say it', () => {
    expect(fold(events).steps[2]?.packages).toEqual([
      { name: 'torch', version: '2.5.1', bytes: 800_000_000, state: 'installed' },
      { name: 'torchvision', version: null, bytes: null, state: 'waiting' },
    ]);
  });

  it('keeps the last proof of a subject', () => {
    expect(fold(events).proofs.map(({ subject, ok }) => [subject, ok])).toEqual([['torch', true]]);
  });

  it('counts the steps that ended', () => {
    expect(stepsDone(fold(recorded(untilWait)))).toEqual({ done: 2, total: 4 });
    expect(stepsDone(fold(events))).toEqual({ done: 3, total: 4 });
  });

  it('takes a cancelled run for cancelled, not failed', () => {
    const state = fold(
      recorded([
        ...untilWait,
        { type: 'cancel-requested' },
        { type: 'wait-ended', step: 'install:torch', wait: 'install:torch#1', how: 'cancelled' },
        { type: 'step-finished', step: 'install:torch', outcome: 'cancelled', failure: null, ms: 1 },
        { type: 'run-finished', outcome: { kind: 'cancelled', undo: 'nothing-changed' }, ms: 2 },
      ]),
    );
    expect(state).toMatchObject({ cancelling: true, outcome: { kind: 'cancelled' } });
    expect(state.steps[2]).toMatchObject({ ended: 'cancelled', failure: null, wait: null });
    expect(state.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('keeps the last lines of a long log and goes on counting', () => {
    const batch = (from: number): Fact => ({
      type: 'lines',
      step: null,
      lines: Array.from({ length: 2000 }, (_, at) => ({ at, level: 'output' as const, text: `line ${from + at}` })),
    });
    const { log } = fold(recorded([runStarted(), batch(0), batch(2000), batch(4000), planMade({ steps: [] })]));
    expect(log.total).toBe(6001);
    expect(log.lines).toHaveLength(keptLogLines);
    expect(log.lines.at(-1)).toMatchObject({ index: 6000, text: 'line 5999' });
    expect(log.lines.map(({ index }) => index)).toEqual(
      Array.from({ length: keptLogLines }, (_, at) => 6001 - keptLogLines + at),
    );
  });
});
