import { describe, expect, it } from 'vitest';
import { type Screen, screenOf } from '../../../renderer/from-run/screen.ts';
import type { Outcome } from '../../../shared/events.ts';
import type { Failure } from '../../../shared/failure.ts';
import { fold, unreachable } from '../../support/recorded-run.ts';
import { eventsOf, type RecordedRun, recordedRuns, snapshotOf } from '../../support/recorded-runs.ts';

const host = snapshotOf(null);
const viewOf = (name: RecordedRun | null) => ({
  link: 'open' as const,
  host,
  run: name === null ? null : fold(eventsOf(name)),
  putAway: null,
  areSettingsOpen: false,
  isLogOpen: false,
});

const expected: Record<RecordedRun, Screen> = {
  checking: 'environment',
  'not-installed': 'environment',
  'needs-repair': 'environment',
  healthy: 'environment',
  'plan-to-install': 'plan',
  'plan-to-repair': 'plan',
  'plan-for-damage': 'plan',
  downloading: 'progress',
  installing: 'progress',
  waiting: 'progress',
  asking: 'progress',
  repaired: 'outcome',
  'nothing-to-do': 'outcome',
  failed: 'outcome',
  cancelled: 'outcome',
  launching: 'launch',
  running: 'launch',
  'launch-explained': 'launch',
  'launch-failed': 'launch',
  'launch-failed-outside': 'launch',
  'launch-ended': 'launch',
  'launch-stopped': 'launch',
};

describe('screenOf', () => {
  it.each(recordedRuns)('shows a run’s screen wherever the view was loaded: %s', (name) => {
    expect(screenOf(viewOf(name))).toBe(expected[name]);
  });

  it('shows the environment before the first run', () => {
    expect(screenOf(viewOf(null))).toBe('environment');
  });

  it('opens until the host has answered', () => {
    const first = { link: 'connecting', host: null, run: null, putAway: null } as const;
    expect(screenOf({ ...first, areSettingsOpen: true, isLogOpen: true })).toBe('opening');
  });

  it('stays where it is while the host is lost', () => {
    expect(screenOf({ ...viewOf('installing'), link: 'lost' })).toBe('progress');
  });

  it('shows the log over every other screen, until the host refuses', () => {
    expect(screenOf({ ...viewOf('installing'), isLogOpen: true })).toBe('log');
    expect(screenOf({ ...viewOf(null), isLogOpen: true })).toBe('log');
    const failure: Failure = { code: 'call-refused', reason: 'no' };
    expect(screenOf({ ...viewOf(null), isLogOpen: true, link: { refused: failure } })).toBe('refused');
  });

  it('shows that the host refuses', () => {
    const failure: Failure = { code: 'call-refused', reason: 'no' };
    expect(screenOf({ ...viewOf('installing'), link: { refused: failure } })).toBe('refused');
  });

  it('shows the settings over whatever there is, until the host refuses', () => {
    const open = { ...viewOf('installing'), areSettingsOpen: true };
    expect(screenOf(open)).toBe('settings');
    expect(screenOf({ ...open, link: { refused: { code: 'call-refused', reason: 'no' } } })).toBe('refused');
  });

  it('shows a plan in the making', () => {
    const making = fold(eventsOf('plan-to-repair').slice(0, 6));
    expect(screenOf({ ...viewOf(null), run: making })).toBe('plan');
  });

  it('goes back to the environment where the plan was put away, where there is none, and where it failed', () => {
    const planned = viewOf('plan-to-repair');
    expect(screenOf({ ...planned, putAway: 'plan-to-repair' })).toBe('environment');
    expect(screenOf({ ...planned, putAway: 'an-earlier-one' })).toBe('plan');
    const dryRun = (outcome: Outcome) => ({ ...fold(eventsOf('nothing-to-do')), dryRun: true, outcome });
    expect(screenOf({ ...planned, run: dryRun({ kind: 'looked', findings: 0 }) })).toBe('environment');
    expect(screenOf({ ...planned, run: dryRun({ kind: 'cancelled', undo: 'nothing-changed' }) })).toBe('environment');
    const failed: Outcome = { kind: 'failed', failure: unreachable, step: null, undo: 'nothing-changed' };
    expect(screenOf({ ...planned, run: dryRun(failed) })).toBe('environment');
  });
});
