import { describe, expect, it } from 'vitest';
import { environmentStatus } from '../../../renderer/from-run/environment-status.ts';
import { fold, unreachable } from '../../support/recorded-run.ts';
import { eventsOf } from '../../support/recorded-runs.ts';

const statusOf = (name: Parameters<typeof eventsOf>[0]) => environmentStatus(fold(eventsOf(name)));

describe('environmentStatus', () => {
  it('is Checking before the first look has ended', () => {
    expect(environmentStatus(null)).toMatchObject({ status: 'working', title: 'Checking', remedy: null });
    expect(statusOf('checking')).toMatchObject({ status: 'working', title: 'Checking', remedy: null });
  });

  it('offers to install what is not there, and to repair what is wrong', () => {
    expect(statusOf('not-installed')).toMatchObject({ status: 'waiting', title: 'Not installed', remedy: 'install' });
    expect(statusOf('needs-repair')).toMatchObject({ status: 'needs-you', title: 'Needs repair', remedy: 'repair' });
  });

  it('offers nothing where all is well', () => {
    expect(statusOf('healthy')).toMatchObject({ status: 'done', title: 'Ready', remedy: null });
  });

  it('says why it could not be looked at', () => {
    const run = {
      ...fold(eventsOf('checking')),
      outcome: { kind: 'failed' as const, failure: unreachable, step: null, undo: 'nothing-changed' as const },
    };
    expect(environmentStatus(run)).toMatchObject({ status: 'failed', title: 'Not checked', failure: unreachable });
  });

  it('takes a check that was stopped for no failure', () => {
    const run = {
      ...fold(eventsOf('checking')),
      outcome: { kind: 'cancelled' as const, undo: 'nothing-changed' as const },
    };
    expect(environmentStatus(run)).toMatchObject({ status: 'waiting', title: 'Not checked', failure: null });
  });
});
