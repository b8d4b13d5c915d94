import type { Event, Fact, LineLevel } from '../../shared/events.ts';
import { redact, redactAll } from '../../shared/redact.ts';
import { type RunState, reduce } from '../../shared/run-state.ts';
import type { Clock } from './interfaces/clock.ts';

/** Output lines travel in batches, ten a second at most: a chatty tool must not drown the views. */
const batchMs = 100;
const batchLines = 2000;

/** Numbers a run's facts, folds them into its state and hands them on. */
export interface EventLog {
  emit: (fact: Fact) => void;
  /** One line of output or narration; text is redacted here. */
  line: (step: string | null, level: LineLevel, text: string) => void;
  state: () => RunState | null;
}

/** `deliver` gets every event in order, exactly once, already redacted. */
export const createEventLog = (run: string, clock: Clock, deliver: (events: readonly Event[]) => void): EventLog => {
  let seq = 0;
  let state: RunState | null = null;
  const lines: { at: number; step: string | null; level: LineLevel; text: string }[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;
  let ended = false;

  const number = (fact: Fact): Event => {
    seq += 1;
    const event: Event = { seq, run, at: clock.now(), ...fact };
    state = reduce(state, event);
    return event;
  };

  const takeLines = (): Event[] => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const events: Event[] = [];
    while (lines.length > 0) {
      const step = lines[0]?.step ?? null;
      const other = lines.findIndex((line) => line.step !== step);
      const batch = lines.splice(0, other < 0 ? lines.length : other);
      events.push(number({ type: 'lines', step, lines: batch.map(({ at, level, text }) => ({ at, level, text })) }));
    }
    return events;
  };

  const deliverSoon = (): void => {
    timer ??= setTimeout(() => deliver(takeLines()), batchMs);
  };

  return {
    emit: (fact) => {
      // Lines that came before the first fact wait for it: a run begins with run-started.
      const before = seq === 0 ? [] : takeLines();
      deliver([...before, number(redactAll(fact))]);
      ended = fact.type === 'run-finished';
      if (lines.length > 0) deliverSoon();
    },
    line: (step, level, text) => {
      // A dying child's last words may come after the end; run-finished stays the last event.
      if (ended) return;
      lines.push({ at: clock.now(), step, level, text: redact(text) });
      if (seq === 0) return;
      if (lines.length >= batchLines) deliver(takeLines());
      else deliverSoon();
    },
    state: () => state,
  };
};
