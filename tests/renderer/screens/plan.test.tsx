// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { eventsOf } from '../../support/recorded-runs.ts';
import { happens, press, renderView } from '../../support/render-view.tsx';

const heading = () => screen.getByRole('heading', { level: 1 });
const factOf = (label: string) =>
  screen.getAllByRole('term').find((term) => term.textContent === label)?.nextElementSibling?.textContent;

describe('the screen Plan', () => {
  it('shows each step with its reason, and what is not touched', async () => {
    await renderView('plan-to-repair');
    expect(heading().textContent).toBe('What will be done');
    const steps = within(screen.getAllByRole('list')[0] ?? document.body).getAllByRole('listitem');
    expect(steps).toHaveLength(6);
    expect(steps[1]?.textContent).toMatch(/^DownloadEverything is on the disk and checked before anything is changed/);
    expect(steps[2]?.textContent).toBe(
      'Clean upAn interrupted removal of numpy left the folder ~umpy behind. It is moved aside. ',
    );
    expect(factOf('Build')).toBe('CUDA 12.4. The NVIDIA GeForce RTX 4070 and its driver 560.94 suit it.');
    expect(steps[4]?.textContent).toMatch(/^PyTorchtorch is a CPU build.*\(downloads 908 MB; moves 712 MB aside/);
    expect(factOf('How far it goes')).toBe('The least that can help: only the packages concerned.');
    expect(factOf('Size')).toMatch(/^In all it downloads 908 MB; moves 717 MB aside/);
    expect(factOf('Kept')).toMatch(/^11 other packages in this environment, at their versions/);
    expect(factOf('Not touched')).toMatch(/^Everything outside this folder/);
  });

  it('says in a word how bad each finding is, the worst first, and what it leaves as it is', async () => {
    await renderView('plan-for-damage');
    const findings = within(screen.getByRole('region', { name: 'What is wrong' })).getAllByRole('listitem');
    expect(findings.map((item) => item.textContent)).toEqual([
      'broken jinja2 3.1.6 is registered, but none of its files is there.',
      'broken numpy: 3 files are missing (numpy/__init__.py, numpy/version.py and 1 more).',
      'wrong torchao 0.7.0 is installed, but it breaks this environment.',
      expect.stringMatching(/^worth knowing The disk that holds .* make room for at least 1\.1 GB\.$/),
    ]);
    expect(factOf('Left as it is')).toMatch(/^jinja2 3\.1\.6 .* Nothing that could be tried has helped\.$/);
    await renderView('plan-to-repair');
    expect(factOf('Left as it is')).toBeUndefined();
  });

  it('says for a new environment that the user asked for it', async () => {
    const { link } = await renderView('plan-to-repair');
    const { run } = link.snapshot;
    if (run?.plan == null) throw new Error('no plan');
    const anew = { ...run, options: { rebuild: true }, plan: { ...run.plan, rung: 'environment' as const } };
    const again = await renderView(null, { run: anew });
    expect(factOf('How far it goes')).toBe('As you asked: a new environment.');
    await press('Start');
    expect(again.link.asked.at(-1)).toMatchObject({ name: 'start', input: { verb: 'repair', rebuild: true } });
  });

  it('says for a new environment that only its folder is touched', async () => {
    await renderView('plan-to-install');
    expect(factOf('Not touched')).toMatch(/^Everything outside this folder/);
    expect(factOf('Kept')).toBeUndefined();
    expect(screen.queryByRole('region', { name: 'What is wrong' })).toBeNull();
  });

  it('says of one that is made anew what is not in it', async () => {
    const { link } = await renderView('plan-to-install');
    const { run } = link.snapshot;
    if (run?.plan == null) throw new Error('no plan');
    const steps = run.plan.steps.map((step) =>
      step.kind === 'create-environment' ? { ...step, replace: true } : step,
    );
    await renderView(null, { run: { ...run, plan: { ...run.plan, steps } } });
    expect(factOf('Kept')).toMatch(/^Nothing in this environment: packages that you added/);
  });

  it('starts what was planned', async () => {
    const { link } = await renderView('plan-to-repair');
    await press('Start');
    expect(link.asked.at(-1)).toMatchObject({ name: 'start', input: { verb: 'repair', rebuild: false } });
    expect(link.asked.at(-1)?.input).not.toHaveProperty('dryRun');
    await happens(() =>
      link.say(...eventsOf('installing', 'asked-for').map((event) => ({ ...event, at: event.at + 600_000 }))),
    );
    expect(heading().textContent).toBe('Installing');
  });

  it('goes back without asking anything, with the focus on the heading', async () => {
    const { link } = await renderView('plan-to-repair');
    const before = link.asked.length;
    await press('Back');
    expect(heading().textContent).toBe('Needs repair');
    expect(document.activeElement).toBe(heading());
    expect(document.title).toBe('Needs repair – Smart Installer');
    expect(link.asked).toHaveLength(before);
  });

  it('says that it is being made, and can be stopped', async () => {
    const { link } = await renderView(null);
    const begun = eventsOf('plan-to-repair', 'asked-for').slice(0, 6);
    await happens(() => link.say(...begun));
    expect(heading().textContent).toBe('Making the plan');
    expect(screen.queryByRole('progressbar')).toBeNull();
    const [last] = begun.slice(-1);
    if (last === undefined) throw new Error('no event');
    const { seq, run, at } = last;
    await happens(() => link.say({ type: 'audit-progressed', done: 1, total: 4, seq: seq + 1, run, at }));
    expect(screen.getByRole('progressbar', { name: /25 %, 1 of 4 B$/ })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Start' })).toBeNull();
    await press('Stop');
    expect(link.asked.at(-1)?.name).toBe('cancel');
  });
});
