import type { Event, LineLevel } from './events.ts';
import type { RunState } from './run-state.ts';
import { describeEvent } from './wording.ts';

export interface LogLine {
  /** Position in the run's log, from 0; without gaps but where a journal was shortened. */
  index: number;
  at: number;
  step: string | null;
  level: LineLevel;
  text: string;
}

/** Log lines kept in the state; the journal on disk keeps more of them. */
export const keptLogLines = 5000;

/** Adds what an event says to the log: a tool's lines as they are, every other fact as its sentence. */
export const withLog = (state: RunState, event: Event): RunState => {
  const said =
    event.type === 'lines' ? event.lines.map((line) => ({ ...line, step: event.step })) : describeEvent(event, state);
  const before = state.log.total + (event.type === 'lines' ? (event.leftOut?.lines ?? 0) : 0);
  if (said.length === 0 && before === state.log.total) return state;
  const lines = said.map((line, n) => ({ ...line, index: before + n }));
  return {
    ...state,
    log: { total: before + lines.length, lines: [...state.log.lines, ...lines].slice(-keptLogLines) },
  };
};
