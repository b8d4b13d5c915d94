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
    expect(steps[1]?.textContent).toBe('Clean upMoves aside 1 leftover folder and torch.');
    expect(factOf('Build')).toBe('CUDA 12.4. The NVIDIA GeForce RTX 4070 and its driver 560.94 suit it.');
    expect(factOf('Kept')).toMatch(/^11 other packages in this environment, at their versions/);
    expect(factOf('Not touched')).toMatch(/^Everything outside this folder/);
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
    await happens(() => link.say(...eventsOf('plan-to-repair', 'asked-for').slice(0, 6)));
    expect(heading().textContent).toBe('Making the plan');
    expect(screen.queryByRole('button', { name: 'Start' })).toBeNull();
    await press('Stop');
    expect(link.asked.at(-1)?.name).toBe('cancel');
  });
});
