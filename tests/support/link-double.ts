import type { Answer, Link, LinkState } from '../../renderer/client/link.ts';
import type { CallName, Snapshot } from '../../shared/contract.ts';
import type { Event } from '../../shared/events.ts';
import { logAnswers } from './log-answers.ts';

export interface LinkDouble extends Link {
  /** Every call with its input, in order. */
  asked: { name: CallName; input: unknown }[];
  /** What the next snapshots answer. */
  snapshot: Snapshot;
  /** Answers of other calls, by their name; those not named here succeed with what fits. */
  answers: Partial<Record<CallName, Answer<unknown>>>;
  say: (...events: Event[]) => void;
  tell: (state: LinkState) => void;
}

/** The snapshot of a host that has saved what it was asked to. */
const saved = (snapshot: Snapshot, patch: object): Snapshot => ({
  ...snapshot,
  settings: { ...snapshot.settings, values: { ...snapshot.settings.values, ...patch } },
});

/** A double of a view's host: it answers what it is given, and says what the test says. */
export const linkDouble = (snapshot: Snapshot): LinkDouble => {
  const listeners = new Set<(events: Event[]) => void>();
  let tellState: (state: LinkState) => void = () => undefined;
  const usual: Record<CallName, unknown> = {
    snapshot: null,
    start: { run: 'asked-for' },
    cancel: null,
    'retry-now': null,
    'answer-holders': null,
    'choose-folder': { folder: '/home/ada/other' },
    'choose-file': { file: '/home/ada/own.json' },
    'save-settings': null,
    'cache-size': { folder: '/cache/wheelhouse', bytes: 2_400_000_000, wheels: 41 },
    'clear-cache': { bytes: 2_400_000_000, wheels: 41 },
    ...logAnswers,
  };
  const double: LinkDouble = {
    asked: [],
    snapshot,
    answers: {},
    say: (...events) => {
      for (const listen of listeners) listen(events);
    },
    tell: (state) => tellState(state),
    call: async (name, input) => {
      double.asked.push({ name, input });
      if (name === 'save-settings' && double.answers[name] === undefined)
        double.snapshot = saved(double.snapshot, input);
      const { run: _run, ...host } = double.snapshot;
      const answers: Record<CallName, unknown> = {
        ...usual,
        snapshot: double.snapshot,
        'save-settings': { host, isDeclined: false },
      };
      const answer = double.answers[name] ?? { ok: true, value: answers[name] };
      return answer as Answer<never>;
    },
    onEvents: (listen) => {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
    connect: (tell) => {
      tellState = tell;
      tell('open');
      return () => undefined;
    },
  };
  return double;
};
