import type { Event } from '../shared/events.ts';
import type { RunState } from '../shared/run-state.ts';
import { wordOutcome, wordQuestion } from '../shared/wording.ts';
import type { Engine } from './engine/run-request.ts';

/** What the system shows in a corner of the screen. */
export interface Notice {
  title: string;
  body: string;
  /** The run goes on only with an answer. */
  isQuestion: boolean;
}

/** A repair that took less is still before the eyes of who started it. */
const longMs = 10_000;

/** What has to be said of this event to somebody who looks at another program, or null. */
export const noticeOf = (event: Event, state: RunState | null): Notice | null => {
  if (state === null || state.run !== event.run || state.verb !== 'repair' || state.dryRun) return null;
  if (event.type === 'holder-found') {
    const { title, sentence } = wordQuestion(event);
    return { title, body: sentence, isQuestion: true };
  }
  // Who stopped it knows that.
  if (event.type !== 'run-finished' || event.ms < longMs || event.outcome.kind === 'cancelled') return null;
  const { title, sentence } = wordOutcome('repair', event.outcome);
  return { title: `${state.manifest.title}: ${title}`, body: sentence, isQuestion: false };
};

export interface NoticesOptions {
  engine: Pick<Engine, 'state' | 'subscribe'>;
  isFocused: () => boolean;
  /** Shows it and answers how to take it away. */
  show: (notice: Notice) => () => void;
}

/** Tells of a repair's end or question while the window is not in front. The answer takes the last notice away, which is to be done when it is. */
export const tellInBackground = ({ engine, isFocused, show }: NoticesOptions): (() => void) => {
  let takeAway: (() => void) | null = null;
  const clear = (): void => {
    takeAway?.();
    takeAway = null;
  };
  engine.subscribe((events) => {
    for (const event of events) {
      if (event.type === 'holder-answered') clear();
      const notice = isFocused() ? null : noticeOf(event, engine.state());
      if (notice === null) continue;
      clear();
      takeAway = show(notice);
    }
  });
  return clear;
};
