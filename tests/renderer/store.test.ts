import { afterEach, describe, expect, it } from 'vitest';
import { createViewStore } from '../../renderer/store.ts';
import { subjectOf } from '../../renderer/subject.ts';
import { type Language, language, speak } from '../../shared/wording/language.ts';
import { linkDouble } from '../support/link-double.ts';
import { fold } from '../support/recorded-run.ts';
import { eventsOf, type RecordedRun, snapshotOf } from '../support/recorded-runs.ts';

const settle = async (): Promise<void> => {
  for (let n = 0; n < 10; n += 1) await Promise.resolve();
};

const connected = async (name: RecordedRun | null) => {
  const link = linkDouble(snapshotOf(name));
  const { view, actions, connect } = createViewStore(link);
  connect();
  await settle();
  return { link, view, actions, state: () => view.getState() };
};

const asked = ({ asked: all }: ReturnType<typeof linkDouble>, name: string) =>
  all.filter((call) => call.name === name).map(({ input }) => input);

describe('the view’s store', () => {
  it('takes the snapshot and keeps what the host says of itself', async () => {
    const { state } = await connected('needs-repair');
    expect(state().run).toEqual(fold(eventsOf('needs-repair')));
    expect(state().host).toMatchObject({ host: 'window', manifest: { title: 'Local AI stack' } });
  });

  it('looks at the environment by itself where there was no run yet', async () => {
    const { link, state } = await connected(null);
    expect(asked(link, 'start')).toEqual([
      { verb: 'diagnose', environment: '/home/ada/assistant/env', profile: 'full' },
    ]);
    expect(state().isStarting).toBe(true);
    link.say(...eventsOf('checking', 'asked-for'));
    expect(state()).toMatchObject({ isStarting: false, run: { run: 'asked-for', verb: 'diagnose' } });
  });

  it('begins with what the program was started for', async () => {
    for (const [opensOn, input] of [
      ['plan', { verb: 'repair', dryRun: true }],
      ['launch', { verb: 'launch' }],
    ] as const) {
      const link = linkDouble(snapshotOf(null, { opensOn }));
      createViewStore(link).connect();
      await settle();
      expect(asked(link, 'start')).toMatchObject([input]);
    }
  });

  it('does not look by itself where there was one, running or not', async () => {
    for (const name of ['installing', 'failed', 'healthy'] as const) {
      const { link } = await connected(name);
      expect(asked(link, 'start')).toEqual([]);
    }
  });

  it('adds events to the snapshot', async () => {
    const all = eventsOf('repaired');
    const { link, state } = await connected('installing');
    link.snapshot = snapshotOf(null);
    link.say(...all.map((event) => ({ ...event, run: 'installing' })));
    expect(state().run?.outcome?.kind).toBe('repaired');
    expect(asked(link, 'snapshot')).toHaveLength(1);
  });

  it('takes the snapshot again after a gap', async () => {
    const { link, state } = await connected('checking');
    link.snapshot = snapshotOf('needs-repair');
    link.say(...eventsOf('needs-repair', 'checking').slice(-1));
    await settle();
    expect(asked(link, 'snapshot')).toHaveLength(2);
    expect(state().run?.run).toBe('needs-repair');
  });

  it('takes the snapshot again when a lost host is back', async () => {
    const { link, state } = await connected('installing');
    link.tell('lost');
    expect(state()).toMatchObject({ link: 'lost', run: { run: 'installing' } });
    link.snapshot = snapshotOf('repaired');
    link.tell('open');
    await settle();
    expect(state()).toMatchObject({ link: 'open', run: { run: 'repaired' } });
  });

  it('says why the host refuses a snapshot, and goes on where it can only not be reached', async () => {
    const { link, state } = await connected('installing');
    link.answers.snapshot = { ok: false, failure: null };
    link.tell('open');
    await settle();
    expect(state()).toMatchObject({ link: 'open', run: { run: 'installing' } });
    const failure = { code: 'call-refused', reason: 'it came from another page' } as const;
    link.answers.snapshot = { ok: false, failure };
    link.tell('open');
    await settle();
    expect(state().link).toEqual({ refused: failure });
  });

  it('starts with the folder and profile of the last run, but for what is asked for', async () => {
    const { link, actions } = await connected('needs-repair');
    await actions.check({ profile: 'core' });
    await actions.check({ environment: '/other' });
    const subject = { environment: '/home/ada/assistant/env', profile: 'full' };
    expect(asked(link, 'start')).toEqual([
      { verb: 'diagnose', ...subject, profile: 'core' },
      { verb: 'diagnose', ...subject, environment: '/other' },
    ]);
  });

  it('plans by a dry run, and repairs as was planned', async () => {
    const { link, actions } = await connected('plan-to-repair');
    await actions.plan({ rebuild: true });
    await actions.repair();
    expect(asked(link, 'start')).toMatchObject([
      { verb: 'repair', dryRun: true, rebuild: true },
      { verb: 'repair', rebuild: false },
    ]);
    const { run } = link.snapshot;
    if (run === null) throw new Error('no run');
    link.snapshot = { ...link.snapshot, run: { ...run, options: { rebuild: true } } };
    link.tell('open');
    await settle();
    await actions.repair();
    expect(asked(link, 'start').at(-1)).toEqual({
      verb: 'repair',
      rebuild: true,
      environment: '/home/ada/assistant/env',
      profile: 'full',
    });
  });

  it('stops the run, and ends the wait, that are in progress', async () => {
    const { link, actions } = await connected('waiting');
    await actions.retryNow();
    await actions.stop();
    expect(asked(link, 'retry-now')).toEqual([{ run: 'waiting', wait: 'install:torch#1' }]);
    expect(asked(link, 'cancel')).toEqual([{ run: 'waiting' }]);
  });

  it('asks to end no wait where there is none', async () => {
    const { link, actions } = await connected('installing');
    await actions.retryNow();
    expect(asked(link, 'retry-now')).toEqual([]);
  });

  it('looks at the folder that was chosen, and at none where none was', async () => {
    const { link, actions } = await connected('healthy');
    link.answers['choose-folder'] = { ok: true, value: { folder: null } };
    await actions.chooseFolder();
    expect(asked(link, 'start')).toEqual([]);
    delete link.answers['choose-folder'];
    await actions.chooseFolder();
    expect(asked(link, 'start')).toMatchObject([{ environment: '/home/ada/other' }]);
  });

  it('keeps a refusal until something else is asked for, or another run begins', async () => {
    const { link, actions, state } = await connected('healthy');
    const failure = { code: 'call-invalid', call: 'start', problems: ['environment: it is no path'] } as const;
    link.answers.start = { ok: false, failure: { ...failure, problems: [...failure.problems] } };
    await actions.check();
    expect(state()).toMatchObject({ refused: failure, isStarting: false });
    link.say(...eventsOf('checking', 'by-another-page').map((event) => ({ ...event, at: event.at + 600_000 })));
    expect(state()).toMatchObject({ refused: null, run: { run: 'by-another-page' } });
  });

  it('is not left waiting by a host that cannot be reached', async () => {
    const { link, actions, state } = await connected('healthy');
    link.answers.start = { ok: false, failure: null };
    await actions.check();
    expect(state()).toMatchObject({ refused: null, isStarting: false });
  });

  it('is not left waiting where the run was heard before it was answered for', async () => {
    const { link, actions, state } = await connected('healthy');
    const started = actions.check();
    link.say(...eventsOf('checking', 'asked-for').map((event) => ({ ...event, at: event.at + 600_000 })));
    await started;
    expect(state()).toMatchObject({ isStarting: false, run: { run: 'asked-for' } });
  });

  it('speaks of the host’s folder before there is a run', () => {
    const { run: _none, ...host } = snapshotOf(null);
    expect(subjectOf({ run: null, host })).toEqual({ environment: '/home/ada/assistant/env', profile: 'full' });
  });
});

describe('the language of the page', () => {
  afterEach(() => speak('en'));

  const saved = (language: Language) => {
    const { run: _run, ...host } = snapshotOf('needs-repair', { language });
    return { ok: true, value: { host, isDeclined: false } } as const;
  };

  it('is there before what the host says in it is shown', async () => {
    const { link, view, actions } = await connected('needs-repair');
    const seen: (Language | undefined)[][] = [];
    view.subscribe(({ host, language: spoken }) => seen.push([host?.language, spoken, language()]));
    link.answers['save-settings'] = saved('de');
    expect(await actions.saveSettings({ language: 'de' })).toBe('saved');
    expect(seen).toEqual([['de', 'de', 'de']]);
  });

  it('is that of the last answer, and so is all else', async () => {
    const { link, actions, state } = await connected('needs-repair');
    for (const order of [['de', 'en'] as const, ['de', 'zh-Hans'] as const, ['zh-Hans', 'de', 'en', 'de'] as const]) {
      const saves = order.map((language) => {
        link.answers['save-settings'] = saved(language);
        return actions.saveSettings({ language });
      });
      await Promise.all(saves);
      const last = order.at(-1);
      expect([state().host?.language, state().language, language()]).toEqual([last, last, last]);
    }
  });

  it('keeps nothing back of a run that goes on while it is loaded', async () => {
    const events = eventsOf('repaired');
    const { link, state } = await connected('installing');
    const half = fold(events.slice(0, 20));
    link.snapshot = { ...snapshotOf('installing', { language: 'de' }), run: half };
    link.tell('open');
    await Promise.resolve();
    link.say(...events.slice(20));
    await expect.poll(() => state().language).toBe('de');
    const { seq, outcome } = fold(events);
    expect(state().run).toMatchObject({ seq, outcome });
  });
});
