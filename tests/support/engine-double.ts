import type { Engine, RunRequest } from '../../electron/engine/run-request.ts';
import type { Event, Fact } from '../../shared/events.ts';
import type { HolderAnswer } from '../../shared/holder.ts';
import { type RunState, reduce } from '../../shared/run-state.ts';

export interface EngineDouble extends Engine {
  /** What it was asked to run. */
  requests: RunRequest[];
  /** Calls other than start, as they came. */
  calls: string[];
}

/**
 * A double of the engine: it plays recorded facts as one run. A fact `wait-started` is waited out
 * until its deadline, Retry now or a cancel, a fact `holder-found` until it is answered or cancelled; `forever` waits for a cancel only, `never` for nothing at all.
 */
export const engineDouble = (facts: readonly (Fact | 'forever' | 'never')[], { run = 'r1' } = {}): EngineDouble => {
  const listeners = new Set<(events: readonly Event[]) => void>();
  let state: RunState | null = null;
  let playing: Promise<void> | null = null;
  let cancelled = false;
  let wake: (how: 'skipped' | 'cancelled') => void = () => undefined;
  let answered: (answer: HolderAnswer | null) => void = () => undefined;
  let seq = 0;
  const requests: RunRequest[] = [];
  const calls: string[] = [];

  const emit = (fact: Fact): void => {
    seq += 1;
    const event: Event = { seq, run, at: Date.now(), ...fact };
    state = reduce(state, event);
    for (const listen of listeners) listen([event]);
  };
  const pause = (ms: number | null): Promise<'elapsed' | 'skipped' | 'cancelled'> =>
    new Promise((resolve) => {
      const timer = setTimeout(() => resolve('elapsed'), ms ?? 60_000);
      wake = (how) => {
        clearTimeout(timer);
        resolve(how);
      };
    });
  const play = async (): Promise<void> => {
    await Promise.resolve();
    for (const fact of facts) {
      if (cancelled) break;
      if (fact === 'never') await new Promise(() => undefined);
      else if (fact === 'forever') while (!cancelled) await pause(null);
      else if (fact.type === 'wait-started') {
        const ms = fact.until;
        const waiting = pause(ms);
        emit({ ...fact, until: Date.now() + ms });
        emit({ type: 'wait-ended', step: fact.step, wait: fact.wait, how: await waiting });
      } else if (fact.type === 'holder-found') {
        const answering = new Promise<HolderAnswer | null>((resolve) => {
          answered = resolve;
        });
        emit(fact);
        const answer = await answering;
        if (answer !== null)
          emit({ type: 'holder-answered', step: fact.step, question: fact.question, answer, by: 'user' });
      } else emit(fact);
    }
    if (cancelled) emit({ type: 'run-finished', outcome: { kind: 'cancelled', undo: 'nothing-changed' }, ms: 1 });
    playing = null;
  };
  return {
    requests,
    calls,
    start: (request) => {
      requests.push(request);
      if (playing !== null) return { ok: false, failure: { code: 'run-in-progress', run } };
      playing = play();
      return { ok: true, value: { run } };
    },
    cancel: (wanted) => {
      calls.push(`cancel ${wanted}`);
      if (playing === null || wanted !== run) return { ok: false, failure: { code: 'no-such-run', run: wanted } };
      if (!cancelled) emit({ type: 'cancel-requested' });
      cancelled = true;
      wake('cancelled');
      answered(null);
      return { ok: true, value: null };
    },
    retryNow: (wanted, wait) => {
      calls.push(`retry ${wanted} ${wait}`);
      wake('skipped');
      return { ok: true, value: null };
    },
    answerHolders: (wanted, question, answer) => {
      calls.push(`answer ${wanted} ${question} ${answer}`);
      answered(answer);
      return { ok: true, value: null };
    },
    state: () => state,
    subscribe: (listen) => {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
    downloads: async () => ({ folder: '/cache/wheelhouse', bytes: 24_000_000, wheels: 4 }),
    pruneDownloads: async (request) => {
      calls.push(`prune ${JSON.stringify(request)}`);
      return { bytes: 6_000_000, wheels: 1 };
    },
    exportLogs: async ({ out, environment }) => {
      calls.push(`export ${out} of ${environment ?? 'all'}`);
      return { path: out, files: [{ name: 'README.txt', bytes: 100 }], redactions: 3 };
    },
    logs: logsDouble(calls),
    previewLogs: async () => ({ files: [{ name: 'README.txt', bytes: null, leftOut: 0 }] }),
    idle: async () => {
      while (playing !== null) await playing;
    },
  };
};

const logsDouble = (calls: string[]): Engine['logs'] => ({
  list: async () => [{ run: 'r1', at: 1, verb: 'repair', environment: '/env', outcome: 'repaired' }],
  lines: async ({ run, from }) => {
    calls.push(`lines of ${run}`);
    const state = { end: 'finished', total: 0, shown: 0, matches: 0, steps: [], failure: null } as const;
    return { state: { ...state, steps: [] }, from, lines: [] };
  },
  find: async () => null,
  text: async () => ({ text: '', lines: 0, of: 0 }),
});
