import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFollowing, follow } from '../../renderer/follow-run.ts';
import type { Event } from '../../shared/events.ts';
import type { RunState } from '../../shared/run-state.ts';
import { fold } from '../support/recorded-run.ts';
import { began, eventsOf } from '../support/recorded-runs.ts';

const first = eventsOf('needs-repair', 'first');
/** The next run begins after the first one has ended. */
const second = eventsOf('repaired', 'second').map((event) => ({ ...event, at: event.at + 600_000 }));

describe('follow', () => {
  it('passes over what is in the state, and adds what follows', () => {
    expect(follow(fold(first.slice(0, 5)), first)).toEqual(fold(first));
  });

  it('asks for a snapshot at a gap', () => {
    expect(follow(fold(first.slice(0, 2)), first.slice(3))).toBeNull();
  });

  it('asks for a snapshot where a run’s beginning was missed', () => {
    expect(follow(null, first.slice(1))).toBeNull();
    expect(follow(fold(first), second.slice(1))).toBeNull();
  });

  it('goes over to the next run', () => {
    expect(follow(fold(first.slice(0, 6)), second)).toEqual(fold(second));
  });

  it('does not go back to an older run whose events come late', () => {
    expect(follow(fold(second), first)).toBeNull();
  });
});

/**
 * A host of two runs and a view beside it: the host emits event after event, the view hears each a
 * while later, and a snapshot's answer travels on its own.
 */
const play = async (script: readonly ('emit' | 'hear' | 'ask' | 'answer')[]): Promise<RunState | null> => {
  const all: Event[] = [...first, ...second];
  let emitted = 1;
  let heard = 0;
  let run: RunState | null = null;
  const answers: (() => void)[] = [];
  const following = createFollowing({
    run: () => run,
    onRun: (next) => {
      run = next;
    },
    ask: () => {
      const snapshot = all.slice(0, emitted).reduce<RunState | null>((state, event) => follow(state, [event]), null);
      return new Promise((resolve) =>
        answers.push(() => {
          run = snapshot;
          resolve(true);
        }),
      );
    },
  });
  const settle = async () => {
    for (let n = 0; n < 5; n += 1) await Promise.resolve();
  };
  const hear = () => {
    if (heard < emitted) following.receive(all.slice(heard, ++heard));
  };
  void following.takeSnapshot();
  for (const action of script) {
    if (action === 'emit') emitted = Math.min(all.length, emitted + 1);
    if (action === 'hear') hear();
    if (action === 'ask') void following.takeSnapshot();
    if (action === 'answer') answers.shift()?.();
    await settle();
  }
  emitted = all.length;
  while (heard < emitted || answers.length > 0) {
    answers.shift()?.();
    await settle();
    hear();
    await settle();
  }
  return run;
};

describe('createFollowing', () => {
  it('ends at the host’s state, whatever the order of events, snapshots and answers', async () => {
    const action = fc.constantFrom(
      'emit' as const,
      'emit' as const,
      'hear' as const,
      'ask' as const,
      'answer' as const,
    );
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 120 }), async (script) => {
        expect(await play(script)).toEqual(fold(second));
      }),
      { numRuns: 150 },
    );
  });

  it('keeps events that arrive while a snapshot is asked for, and adds them once', async () => {
    let run: RunState | null = null;
    let answer: () => void = () => undefined;
    const following = createFollowing({
      run: () => run,
      onRun: (next) => {
        run = next;
      },
      ask: () =>
        new Promise((resolve) => {
          answer = () => {
            run = fold(first.slice(0, 6));
            resolve(true);
          };
        }),
    });
    const taken = following.takeSnapshot();
    following.receive(first.slice(4, 9));
    answer();
    await taken;
    expect(run).toEqual(fold(first.slice(0, 9)));
  });

  it('asks once more where another snapshot is wanted meanwhile, and never two at a time', async () => {
    const answers: (() => void)[] = [];
    const ask = () => new Promise<boolean>((resolve) => answers.push(() => resolve(true)));
    const following = createFollowing({ run: () => null, onRun: () => undefined, ask });
    let ended = 0;
    for (let n = 0; n < 3; n += 1) void following.takeSnapshot().then(() => ended++);
    expect(answers).toHaveLength(1);
    answers[0]?.();
    await new Promise((resolve) => setImmediate(resolve));
    expect(answers).toHaveLength(2);
    expect(ended).toBe(0);
    answers[1]?.();
    await new Promise((resolve) => setImmediate(resolve));
    expect(answers).toHaveLength(2);
    expect(ended).toBe(3);
  });

  it('goes on with what it has where a snapshot cannot be had, and asks again at the next event', async () => {
    let asked = 0;
    const run = fold(first.slice(0, 2));
    const following = createFollowing({ run: () => run, onRun: () => undefined, ask: async () => ++asked > 99 });
    following.receive(first.slice(5, 6));
    await Promise.resolve();
    await Promise.resolve();
    following.receive(first.slice(6, 7));
    expect(asked).toBe(2);
  });
});

it('the recorded runs begin where the tests think', () => {
  expect(first[0]?.at).toBe(began);
});
