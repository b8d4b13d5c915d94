import { describe, expect, test, vi } from 'vitest';
import { createLeaving } from '../../electron/leaving.ts';
import type { Event, Fact, Verb } from '../../shared/events.ts';
import { type RunState, reduce } from '../../shared/run-state.ts';

const started = (verb: Verb, dryRun = false): Event => ({
  seq: 1,
  run: 'r1',
  at: 0,
  type: 'run-started',
  verb,
  environment: '/env',
  manifest: { name: 'llm', title: 'LLM' },
  profile: 'full',
  options: {},
  version: '1',
  pid: 1,
  journal: null,
  dryRun,
});
const finished: Event = {
  seq: 2,
  run: 'r1',
  at: 1,
  type: 'run-finished',
  outcome: { kind: 'cancelled', undo: 'nothing-changed' },
  ms: 1,
};

/** An engine whose run ends when the test says so, or, once cancelled, by itself. */
const engineWith = (events: Event[]) => {
  let state = events.reduce<RunState | null>(reduce, null);
  let listen: (events: readonly Event[]) => void = () => undefined;
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const tell = (event: Event): void => {
    state = reduce(state, event);
    listen([event]);
  };
  return {
    state: () => state,
    subscribe: (listener: (events: readonly Event[]) => void) => {
      listen = listener;
      return () => {
        listen = () => undefined;
      };
    },
    cancel: vi.fn((run: string) => ({ ok: true as const, value: null, run })),
    idle: () => (state?.outcome === null || pending ? ended : Promise.resolve()),
    tell,
    end,
    startSilently: () => {
      pending = true;
    },
  };
};
let pending = false;

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('leaving', () => {
  test('without a run quits at once and asks nothing', async () => {
    const engine = engineWith([]);
    const ask = vi.fn(async () => true);
    const quit = vi.fn();
    const leaving = createLeaving({ engine, ask, quit });
    expect(leaving.mayLeave()).toBe(false);
    await settle();
    expect(quit).toHaveBeenCalledOnce();
    expect(leaving.mayLeave()).toBe(true);
    expect(ask).not.toHaveBeenCalled();
    expect(engine.cancel).not.toHaveBeenCalled();
  });

  test('during a repair asks once, however often the window is closed, and stays where the user wants to', async () => {
    const engine = engineWith([started('repair')]);
    let answer: (stop: boolean) => void = () => undefined;
    const ask = vi.fn(
      () =>
        new Promise<boolean>((resolve) => {
          answer = resolve;
        }),
    );
    const quit = vi.fn();
    const leaving = createLeaving({ engine, ask, quit });
    expect(leaving.mayLeave()).toBe(false);
    expect(leaving.mayLeave()).toBe(false);
    expect(ask).toHaveBeenCalledOnce();
    answer(false);
    await settle();
    expect(engine.cancel).not.toHaveBeenCalled();
    expect(quit).not.toHaveBeenCalled();
    expect(leaving.mayLeave()).toBe(false);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  test('that the user wants cancels the repair and quits only when it has ended', async () => {
    const engine = engineWith([started('repair')]);
    const quit = vi.fn();
    const leaving = createLeaving({ engine, ask: async () => true, quit });
    leaving.mayLeave();
    await settle();
    expect(engine.cancel).toHaveBeenCalledWith('r1');
    expect(quit).not.toHaveBeenCalled();
    expect(leaving.mayLeave()).toBe(false);
    engine.tell(finished);
    engine.end();
    await settle();
    expect(quit).toHaveBeenCalledOnce();
    expect(leaving.mayLeave()).toBe(true);
  });

  test.each([started('detect'), started('diagnose'), started('repair', true)])(
    'during a look that changes nothing asks nothing',
    async (event) => {
      const engine = engineWith([event]);
      const ask = vi.fn(async () => false);
      createLeaving({ engine, ask, quit: () => undefined }).mayLeave();
      await settle();
      expect(ask).not.toHaveBeenCalled();
      expect(engine.cancel).toHaveBeenCalledWith('r1');
    },
  );

  test('while a program runs asks about it by its name, and not once it has ended', async () => {
    const facts: Fact[] = [
      { type: 'launch-started', command: ['python', '-m', 'app'], pid: 7 },
      { type: 'launch-ended', exitCode: 1, signal: null, ms: 5 },
    ];
    const [running, over] = facts.map((fact, at): Event => ({ seq: at + 2, run: 'r1', at: 0, ...fact }));
    if (running === undefined || over === undefined) throw new Error('no event');
    const ask = vi.fn(async () => false);
    const engine = engineWith([started('launch'), running]);
    const leaving = createLeaving({ engine, ask, quit: () => undefined });
    leaving.mayLeave();
    await settle();
    expect(ask.mock.calls).toEqual([[{ kind: 'program', title: 'LLM' }]]);
    expect(engine.cancel).not.toHaveBeenCalled();
    engine.tell(over);
    leaving.mayLeave();
    expect(ask).toHaveBeenCalledOnce();
    expect(engine.cancel).toHaveBeenCalledWith('r1');
  });

  test('by a signal asks nothing, even while the question is open', async () => {
    const engine = engineWith([started('repair')]);
    const quit = vi.fn();
    let answer: (stop: boolean) => void = () => undefined;
    const leaving = createLeaving({ engine, ask: () => new Promise((resolve) => (answer = resolve)), quit });
    leaving.mayLeave();
    void leaving.leaveNow();
    expect(engine.cancel).toHaveBeenCalledWith('r1');
    answer(false);
    engine.tell(finished);
    engine.end();
    await settle();
    expect(quit).toHaveBeenCalledOnce();
  });

  test('cancels a run that was started but has not said so yet', async () => {
    const engine = engineWith([]);
    engine.startSilently();
    const quit = vi.fn();
    createLeaving({ engine, ask: async () => true, quit }).mayLeave();
    expect(engine.cancel).not.toHaveBeenCalled();
    engine.tell(started('repair'));
    expect(engine.cancel).toHaveBeenCalledWith('r1');
    engine.end();
    pending = false;
    await settle();
    expect(quit).toHaveBeenCalledOnce();
  });
});
