import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { followInTaskbar, type TaskbarProgress, taskbarProgress } from '../../electron/taskbar.ts';
import { engineEvents } from '../support/engine-events.ts';
import { fold } from '../support/recorded-run.ts';
import { eventsOf, type RecordedRun } from '../support/recorded-runs.ts';

const modes: [RecordedRun, TaskbarProgress['mode']][] = [
  ['checking', 'none'],
  ['needs-repair', 'none'],
  ['plan-to-repair', 'none'],
  ['installing', 'normal'],
  ['waiting', 'paused'],
  ['asking', 'paused'],
  ['repaired', 'none'],
  ['failed', 'error'],
  ['running', 'none'],
];

describe('what the taskbar shows', () => {
  test.each(modes)('of %s: %s', (name, mode) => {
    const progress = taskbarProgress(fold(eventsOf(name)), false);
    expect(progress.mode).toBe(mode);
    expect(progress.value > 0).toBe(mode !== 'none');
    expect(progress.value).toBeLessThanOrEqual(1);
  });

  test('is nothing before the first run, and no failure that was seen', () => {
    expect(taskbarProgress(null, false).mode).toBe('none');
    expect(taskbarProgress(fold(eventsOf('failed')), true).mode).toBe('none');
  });

  test('is only that something is done while nobody can tell how far it is', () => {
    const events = eventsOf('installing');
    const at = events.findIndex(({ type }) => type === 'plan-made');
    expect(taskbarProgress(fold(events.slice(0, at)), false).mode).toBe('indeterminate');
  });
});

describe('following a repair', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const follow = (isFocused: boolean) => {
    const shown: TaskbarProgress[] = [];
    const { engine, tell } = engineEvents();
    const see = followInTaskbar({ engine, isFocused: () => isFocused, show: (progress) => shown.push(progress) });
    return { shown, tell, see };
  };

  test('shows a change of mode at once, and new values twice a second at most', () => {
    const { shown, tell } = follow(true);
    const events = eventsOf('installing');
    tell(events);
    expect(shown.map(({ mode }) => mode)).toEqual(['indeterminate', 'normal']);
    vi.advanceTimersByTime(500);
    expect(shown).toHaveLength(3);
    expect(shown[2]?.value).toBeGreaterThan(shown[1]?.value ?? 1);
    vi.advanceTimersByTime(5000);
    expect(shown).toHaveLength(3);
  });

  test('keeps a failure until the window comes to the front', () => {
    const { shown, tell, see } = follow(false);
    tell(eventsOf('failed'));
    expect(shown.at(-1)).toEqual({ value: 1, mode: 'error' });
    see();
    expect(shown.at(-1)?.mode).toBe('none');
  });

  test('shows no failure to somebody who looks at it', () => {
    const { shown, tell } = follow(true);
    tell(eventsOf('failed'));
    expect(shown.map(({ mode }) => mode)).not.toContain('error');
    expect(shown.at(-1)?.mode).toBe('none');
  });
});
