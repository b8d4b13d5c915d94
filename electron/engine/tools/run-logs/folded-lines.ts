import { type Event, eventSchema, type LineLevel } from '../../../../shared/events.ts';
import { type RunState, reduce } from '../../../../shared/run-state.ts';
import { grouped } from '../../../../shared/wording/amounts.ts';
import { texts } from '../../../../shared/wording/catalogue.ts';
import { stepTitle } from '../../../../shared/wording/steps.ts';

export interface FoldedLine {
  at: number;
  step: string | null;
  level: LineLevel;
  text: string;
}

export interface FoldedLines {
  /** What a line of the journal says; null where it is none, or does not follow on those before. */
  take: (text: string) => readonly FoldedLine[] | null;
  /** The step that the run failed in; null where it did not, or not in a step. */
  failedStep: () => string | null;
  isFinished: () => boolean;
  titleOf: (step: string) => string;
}

/** The same fold as everywhere (shared/run-state.ts), without the lines that it would keep. */
export const createFold = (): FoldedLines => {
  let state: RunState | null = null;
  const titles = new Map<string, string>();
  let leftOut: { lines: number; step: string | null } | null = null;

  /** A journal may have many events in a row for what it leaves out; they are said as one, before what comes next. */
  const withLeftOut = (event: Event, said: readonly FoldedLine[]): readonly FoldedLine[] => {
    if (event.type === 'lines' && event.leftOut !== undefined)
      leftOut = { lines: (leftOut?.lines ?? 0) + event.leftOut.lines, step: event.step };
    if (leftOut === null || said.length === 0) return said;
    const { lines, step } = leftOut;
    leftOut = null;
    if (lines === 0) return said;
    const text = texts().logLines.leftOut(lines, grouped(lines));
    return [{ at: event.at, step, level: 'warning', text }, ...said];
  };

  const fold = (event: Event): readonly FoldedLine[] => {
    if (event.type === 'lines' && state !== null && event.seq === state.seq + 1) {
      state = { ...state, seq: event.seq };
      return event.lines.map((line) => ({ ...line, step: event.step }));
    }
    state = reduce(state === null ? null : { ...state, log: { total: 0, lines: [] } }, event);
    if (event.type === 'plan-made') for (const step of event.plan.steps) titles.set(step.id, stepTitle(step));
    return state.log.lines;
  };
  return {
    take: (text) => {
      try {
        const event = eventSchema.parse(JSON.parse(text));
        return withLeftOut(event, fold(event));
      } catch {
        // Text that is no event, and an event that does not follow.
        return null;
      }
    },
    failedStep: () => (state?.outcome?.kind === 'failed' ? state.outcome.step : null),
    isFinished: () => state !== null && state.outcome !== null,
    titleOf: (step) => titles.get(step) ?? step,
  };
};
