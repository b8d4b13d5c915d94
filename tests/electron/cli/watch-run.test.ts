import { describe, expect, it } from 'vitest';
import type { StopSignals } from '../../../electron/cli/stop-signals.ts';
import type { View } from '../../../electron/cli/view.ts';
import { watchRun } from '../../../electron/cli/watch-run.ts';
import type { RunRequest } from '../../../electron/engine/run-request.ts';
import type { Fact, Outcome } from '../../../shared/events.ts';
import type { Failure } from '../../../shared/failure.ts';
import { manifestSchema } from '../../../shared/manifest.ts';
import llm from '../../../shared/manifests/llm.json' with { type: 'json' };
import { problems } from '../../../shared/wording/terminal.ts';
import { wordFailure } from '../../../shared/wording.ts';
import { engineDouble } from '../../support/engine-double.ts';
import { planMade, runStarted, unreachable } from '../../support/recorded-run.ts';

const request = (verb: RunRequest['verb']): RunRequest => ({
  verb,
  environment: '/home/ada/env',
  manifest: manifestSchema.parse(llm),
  profile: 'full',
  accelerator: 'auto',
  backend: 'auto',
  python: null,
  index: { indexUrl: null, extraIndexUrls: [], findLinks: null, offline: false },
  rebuild: false,
  dryRun: false,
  deep: false,
  endHolders: false,
  asks: false,
  buildFromSource: [],
});

/** A view and signals that remember; `onEvent` may press keys or send signals. */
const prepare = (
  onEvent: (type: Fact['type'], controls: { press: (key: string) => void; stop: () => void }) => void = () => undefined,
) => {
  const shown: string[] = [];
  const reacts: ((times: number) => void)[] = [];
  let times = 0;
  let giveUp: () => void = () => undefined;
  const tooLong = new Promise<void>((resolve) => {
    giveUp = resolve;
  });
  const stop: StopSignals = {
    onStop: (react) => {
      reacts.push(react);
      if (times > 0) react(times);
    },
    request: () => {
      times += 1;
      for (const react of reacts) react(times);
    },
    times: () => times,
    tooLong,
  };
  const openView = async ({ press }: { press: (key: string) => void }): Promise<View> => ({
    show: (event, state) => {
      expect(state.seq).toBe(event.seq);
      shown.push(event.type);
      onEvent(event.type, { press, stop: stop.request });
    },
    stoppingStill: () => void shown.push('(stopping still)'),
    end: () => void shown.push('(end)'),
  });
  return { shown, stop, openView, giveUp };
};

const ends = (outcome: Outcome): Fact[] => [runStarted(), { type: 'run-finished', outcome, ms: 1 }];
const failing = (failure: Failure): Outcome => ({ kind: 'failed', failure, step: null, undo: 'nothing-changed' });

describe('a watched run', () => {
  it.each<[RunRequest['verb'], Outcome, number]>([
    ['repair', { kind: 'repaired', changed: ['numpy'] }, 0],
    ['repair', { kind: 'nothing-to-do' }, 0],
    ['repair', { kind: 'looked', findings: 3 }, 0],
    ['diagnose', { kind: 'looked', findings: 0 }, 0],
    ['diagnose', { kind: 'looked', findings: 3 }, 1],
    ['detect', { kind: 'looked', findings: 0 }, 0],
    ['launch', { kind: 'launched' }, 0],
    ['launch', failing({ code: 'launch-missing', manifest: 'Zoo' }), 2],
    ['launch', { kind: 'cancelled', undo: 'nothing-changed' }, 130],
    ['repair', { kind: 'cancelled', undo: 'nothing-changed' }, 130],
    ['repair', failing(unreachable), 1],
    ['repair', failing({ code: 'profile-unknown', profile: 'huge', known: ['full'] }), 2],
    ['repair', failing({ code: 'environment-busy', path: '/env', pid: 1, since: 0 }), 3],
  ])('%s that ends %j has exit code %i', async (verb, outcome, exitCode) => {
    const { stop, openView, shown } = prepare();
    const watched = await watchRun({ engine: engineDouble(ends(outcome)), request: request(verb), stop, openView });
    expect(watched).toEqual({ exitCode, problem: outcome.kind === 'failed' ? wordFailure(outcome.failure) : null });
    expect(shown).toEqual(['run-started', 'run-finished', '(end)']);
  });

  it('that cannot begin is told, and the view is ended', async () => {
    const { stop, openView, shown } = prepare();
    const engine = {
      ...engineDouble([]),
      start: () => ({ ok: false as const, failure: { code: 'run-in-progress' as const, run: 'r0' } }),
    };
    expect(await watchRun({ engine, request: request('repair'), stop, openView })).toEqual({
      exitCode: 1,
      problem: wordFailure({ code: 'run-in-progress', run: 'r0' }),
    });
    expect(shown).toEqual(['(end)']);
  });

  it('is cancelled by the first request to stop; the next ones only get an answer', async () => {
    const engine = engineDouble([runStarted(), 'forever']);
    const { stop, openView, shown } = prepare((type, { stop: request }) => {
      if (type === 'run-started') setTimeout(request, 1);
      if (type === 'cancel-requested') request();
    });
    expect(await watchRun({ engine, request: request('repair'), stop, openView })).toEqual({
      exitCode: 130,
      problem: null,
    });
    expect(engine.calls).toEqual(['cancel r1']);
    expect(shown).toEqual(['run-started', 'cancel-requested', '(stopping still)', 'run-finished', '(end)']);
  });

  it('that hangs and does not stop in time is left, and the terminal is given back', async () => {
    const engine = engineDouble([runStarted(), 'never']);
    const { stop, openView, shown, giveUp } = prepare((type, { stop: request }) => {
      if (type === 'run-started') setTimeout(request, 1);
      if (type === 'cancel-requested') setTimeout(giveUp, 1);
    });
    expect(await watchRun({ engine, request: request('repair'), stop, openView })).toEqual({
      exitCode: 130,
      problem: problems.stuck,
    });
    expect(shown).toEqual(['run-started', 'cancel-requested', '(end)']);
  });

  it('does not begin where it was asked to stop before', async () => {
    const engine = engineDouble([runStarted(), 'forever']);
    const { stop, openView } = prepare();
    stop.request();
    expect(await watchRun({ engine, request: request('repair'), stop, openView })).toEqual({
      exitCode: 130,
      problem: null,
    });
    expect(engine.requests).toEqual([]);
  });

  it('has its wait ended by Retry now, and only while there is one', async () => {
    const engine = engineDouble([
      runStarted(),
      planMade(),
      { type: 'step-started', step: 'resolve', attempt: 1, of: 3 },
      { type: 'wait-started', step: 'resolve', wait: 'w1', attempt: 2, of: 3, until: 60_000, failure: unreachable },
      { type: 'run-finished', outcome: { kind: 'nothing-to-do' }, ms: 1 },
    ]);
    const { stop, openView } = prepare((type, { press }) => {
      if (type === 'run-started' || type === 'wait-started' || type === 'wait-ended') press('r');
    });
    expect((await watchRun({ engine, request: request('repair'), stop, openView })).exitCode).toBe(0);
    expect(engine.calls).toEqual(['retry r1 w1']);
  });

  it('goes on to its end when a view breaks, and the bug is told', async () => {
    const engine = engineDouble(ends({ kind: 'repaired', changed: [] }));
    const { stop, openView, shown } = prepare((type) => {
      if (type === 'run-started') throw new Error('no room for https://ada:s3cret@x.example');
    });
    expect(await watchRun({ engine, request: request('repair'), stop, openView })).toEqual({
      exitCode: 1,
      problem: {
        sentence: 'Something unforeseen happened: no room for https://***@x.example.',
        next: expect.stringContaining('journal.jsonl'),
      },
    });
    expect(engine.state()?.outcome).toEqual({ kind: 'repaired', changed: [] });
    expect(shown).toEqual(['run-started', '(end)']);
  });

  it('without an outcome is a bug', async () => {
    const { stop, openView } = prepare();
    expect(
      await watchRun({ engine: engineDouble([runStarted()]), request: request('repair'), stop, openView }),
    ).toMatchObject({ exitCode: 1, problem: { sentence: expect.stringContaining('without an outcome') } });
  });
});
