import type { Answer, Link, LinkState } from '../../renderer/client/link.ts';
import type { CallName, Snapshot } from '../../shared/contract.ts';
import type { Event } from '../../shared/events.ts';

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
      const answer = double.answers[name] ?? { ok: true, value: name === 'snapshot' ? double.snapshot : usual[name] };
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
