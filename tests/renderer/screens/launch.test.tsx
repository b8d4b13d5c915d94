// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../shared/failure.ts';
import { type RecordedRun, snapshotOf } from '../../support/recorded-runs.ts';
import { press, renderView } from '../../support/render-view.tsx';

type LaunchFailed = Extract<Failure, { code: 'launch-failed' }>;

const heading = () => screen.getByRole('heading', { level: 1 }).textContent;
const onScreen = () => within(screen.getByRole('main'));
const primary = () => screen.getAllByRole('button').find(({ className }) => className.includes('button-primary'));
const labels = () => screen.getAllByRole('button').map(({ textContent }) => textContent);
const factOf = (label: string) =>
  screen.queryAllByRole('term').find((term) => term.textContent === label)?.nextElementSibling?.textContent;

/** The recorded failure with other facts in it. */
const failedWith = (change: (failure: LaunchFailed) => Failure) => {
  const { run } = snapshotOf('launch-failed');
  if (run?.outcome?.kind !== 'failed' || run.outcome.failure.code !== 'launch-failed') throw new Error('no failure');
  return { run: { ...run, outcome: { ...run.outcome, failure: change(run.outcome.failure) } } };
};

describe('the screen Launch', () => {
  it('says that the program is being started, and stops it', async () => {
    const { link } = await renderView('launching');
    expect(heading()).toBe('Starting Local AI stack');
    expect(onScreen().getByText('Waiting until it is ready.')).toBeTruthy();
    expect(factOf('Program')).toBe('/home/ada/assistant/env/bin/python -m assistant.server --port 7860');
    await press('Stop program');
    expect(link.asked.at(-1)).toEqual({ name: 'cancel', input: { run: 'launching' } });
  });

  it('says that it runs, and what closing the window does', async () => {
    await renderView('running');
    expect(heading()).toBe('Local AI stack is running');
    expect(document.title).toBe('Local AI stack is running – Smart Installer');
    expect(onScreen().getByText(/closing it ends the program/)).toBeTruthy();
    await press('Show log');
    expect(screen.getByRole('region', { name: 'Log' })).toBeTruthy();
    await renderView('running', { host: 'page' });
    expect(onScreen().getByText('It is ready.')).toBeTruthy();
  });

  it('says that the cause is looked for after the program has ended', async () => {
    await renderView('launch-explained');
    expect(heading()).toBe('Finding out why Local AI stack does not run');
    expect(screen.getByRole('progressbar')).toBeTruthy();
    expect(labels()).toContain('Stop');
  });

  it('names the cause with its evidence and code, and repairs exactly what was installed', async () => {
    const { link } = await renderView(
      'launch-failed',
      failedWith((failure) => ({ ...failure, profile: 'core' })),
    );
    expect(heading()).toBe('Not launched');
    expect(onScreen().getByText(/could not be launched: the Python module sentencepiece is missing\./)).toBeTruthy();
    expect(onScreen().getByText(/^Traceback/).textContent).toContain("No module named 'sentencepiece'");
    expect(onScreen().getByText('launch-failed/module-missing')).toBeTruthy();
    expect(screen.getByText('What to do:').parentElement?.textContent).toBe(
      'What to do: Repair the environment, then launch again.',
    );
    expect(primary()?.textContent).toBe('Repair environment');
    await press('Repair environment');
    expect(link.asked.at(-1)).toEqual({
      name: 'start',
      input: { verb: 'repair', dryRun: true, rebuild: false, environment: '/home/ada/assistant/env', profile: 'core' },
    });
  });

  it('offers no repair where the cause lies outside of the environment', async () => {
    const { link } = await renderView('launch-failed-outside');
    expect(onScreen().getByText(/another program already uses port 7860/)).toBeTruthy();
    expect(screen.getByText('What to do:').parentElement?.textContent).toMatch(/^What to do: End that program/);
    expect(labels()).not.toContain('Repair environment');
    expect(primary()?.textContent).toBe('Launch again');
    await press('Launch again');
    expect(link.asked.at(-1)).toMatchObject({ name: 'start', input: { verb: 'launch' } });
  });

  it.each<{ is: string; change: (failure: LaunchFailed) => Failure; first: string; all: string[] }>([
    {
      is: 'the environment needs a repair, which would not answer the cause',
      change: (failure) => ({ ...failure, cause: { ...failure.cause, kind: 'memory' }, findings: 2 }),
      first: 'Launch again',
      all: ['Repair environment', 'Launch again'],
    },
    {
      is: 'a file is damaged in a way that no diagnosis sees',
      change: (failure) => ({ ...failure, cause: { ...failure.cause, kind: 'file-damaged' }, findings: 0 }),
      first: 'Make environment anew',
      all: ['Launch again', 'Make environment anew'],
    },
    {
      is: 'a module is missing that the manifest does not ask for',
      change: (failure) => ({ ...failure, finding: null, findings: 0 }),
      first: 'Launch again',
      all: ['Check again', 'Launch again'],
    },
    {
      is: 'there is no environment',
      change: () => ({ code: 'environment-missing', path: '/env' }),
      first: 'Install environment',
      all: ['Install environment'],
    },
    {
      is: 'the manifest names no program',
      change: () => ({ code: 'launch-missing', manifest: 'Local AI stack' }),
      first: 'Check again',
      all: ['Check again'],
    },
    {
      is: 'a repair works there',
      change: () => ({ code: 'environment-busy', path: '/env', pid: 7, since: 0 }),
      first: 'Launch again',
      all: ['Check again', 'Launch again'],
    },
  ])('has one thing to do where $is', async ({ change, first, all }) => {
    await renderView('launch-failed', failedWith(change));
    expect(primary()?.textContent).toBe(first);
    const shown = labels();
    for (const name of [
      'Repair environment',
      'Make environment anew',
      'Install environment',
      'Launch again',
      'Check again',
    ])
      expect(shown.includes(name), name).toBe(all.includes(name));
  });

  it.each<{ name: RecordedRun; title: string; says: RegExp }>([
    { name: 'launch-ended', title: 'Ended', says: /has ended without an error/ },
    { name: 'launch-stopped', title: 'Stopped', says: /was ended, with all that it had started/ },
  ])('says how it came to its end, and launches again: $name', async ({ name, title, says }) => {
    const { link } = await renderView(name);
    expect(heading()).toBe(title);
    expect(onScreen().getByText(says)).toBeTruthy();
    await press('Launch again');
    expect(link.asked.at(-1)).toMatchObject({ name: 'start', input: { verb: 'launch' } });
  });
});
