import { currentQuestion, currentWait, type RunState } from '../shared/run-state.ts';
import type { Engine } from './engine/run-request.ts';

/** What the window's button in the taskbar or dock shows. `value` from 0 to 1. */
export interface TaskbarProgress {
  value: number;
  mode: 'none' | 'indeterminate' | 'normal' | 'paused' | 'error';
}

const nothing: TaskbarProgress = { value: 0, mode: 'none' };

/**
 * A repair's progress, and nothing for a look or a launched program. While a person is asked or a wait
 * runs it stands still, at least a little of it, so that it is seen to. A failure stays until it was seen.
 */
export const taskbarProgress = (state: RunState | null, isSeen: boolean): TaskbarProgress => {
  if (state === null || state.verb !== 'repair' || state.dryRun) return nothing;
  if (state.outcome !== null) return state.outcome.kind === 'failed' && !isSeen ? { value: 1, mode: 'error' } : nothing;
  const done = state.overall?.done ?? 0;
  if (currentQuestion(state) !== null || currentWait(state) !== null)
    return { value: Math.max(done, leastSeen), mode: 'paused' };
  return state.overall === null ? { value: 0, mode: 'indeterminate' } : { value: done, mode: 'normal' };
};

const leastSeen = 0.02;

/** Milliseconds between two values of one bar. Another mode is shown at once. */
const betweenMs = 500;

export interface TaskbarOptions {
  engine: Pick<Engine, 'state' | 'subscribe'>;
  isFocused: () => boolean;
  show: (progress: TaskbarProgress) => void;
}

/** Follows the engine; the answer is to be called when the window comes to the front, which takes a failure as seen. */
export const followInTaskbar = ({ engine, isFocused, show }: TaskbarOptions): (() => void) => {
  let shown = nothing;
  let seenRun: string | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const draw = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const state = engine.state();
    const next = taskbarProgress(state, state !== null && seenRun === state.run);
    if (next.mode === shown.mode && next.value === shown.value) return;
    shown = next;
    show(next);
  };
  const see = (): void => {
    const state = engine.state();
    if (state !== null && state.outcome !== null) seenRun = state.run;
  };

  engine.subscribe((events) => {
    if (events.some(({ type }) => type === 'run-finished') && isFocused()) see();
    const state = engine.state();
    if (taskbarProgress(state, state !== null && seenRun === state.run).mode !== shown.mode) draw();
    else timer ??= setTimeout(draw, betweenMs).unref();
  });
  return () => {
    see();
    draw();
  };
};
