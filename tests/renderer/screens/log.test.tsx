// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { logAnswersOf } from '../../support/log-answers.ts';
import type { RecordedRun } from '../../support/recorded-runs.ts';
import { happens, press, renderView } from '../../support/render-view.tsx';

/** What asks the host by itself, a moment later. */
const settled = () => happens(() => new Promise((resolve) => setTimeout(resolve, 400)));

const openLog = async (name: RecordedRun, more: Record<string, unknown> = {}) => {
  const view = await renderView(name);
  for (const [call, value] of Object.entries({ ...logAnswersOf(name), ...more }))
    Object.assign(view.link.answers, { [call]: { ok: true, value } });
  await press('Log');
  await settled();
  return view;
};
const nothingYet = (end: string) => ({
  state: { end, total: 0, shown: 0, matches: 0, steps: [], failure: null },
  from: 0,
  lines: [],
});
const log = () => screen.getByRole('log', { name: 'Lines' });
const asked = ({ asked: all }: { asked: { name: string; input: unknown }[] }, call: string) =>
  all.filter(({ name }) => name === call).map(({ input }) => input);

describe('the screen Log', () => {
  it('shows the present run’s lines, and goes back to where one came from', async () => {
    const { link } = await openLog('failed');
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Log');
    expect(screen.getByRole('combobox', { name: 'Run' }).textContent).toMatch(/Repair · env · failed/);
    expect(within(log()).getByText(/There is no environment in/)).toBeTruthy();
    expect(within(log()).getAllByText('Error:', { exact: false }).length).toBeGreaterThan(0);
    // A view names a run by its id.
    for (const input of asked(link, 'log-lines')) expect(input).toMatchObject({ run: 'failed' });
    await press('Back');
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Not repaired');
  });

  it('looks for what is typed, and goes from match to match', async () => {
    const { link } = await openLog('failed');
    Object.assign(link.answers, { 'log-find': { ok: true, value: { position: 2, ordinal: 1 } } });
    const field = screen.getByRole('searchbox', { name: 'Search the log' });
    await happens(() => fireEvent.change(field, { target: { value: 'environment' } }));
    await settled();
    expect(asked(link, 'log-find')).toEqual([
      expect.objectContaining({ search: 'environment', from: 0, backwards: false }),
    ]);
    expect(log().querySelector('mark')?.textContent).toBe('environment');
    await happens(() => fireEvent.keyDown(field, { key: 'Enter' }));
    await happens(() => fireEvent.keyDown(field, { key: 'Enter', shiftKey: true }));
    expect(asked(link, 'log-find').slice(1)).toEqual([
      expect.objectContaining({ from: 3, backwards: false }),
      expect.objectContaining({ from: 2, backwards: true }),
    ]);
  });

  it('copies the lines that were chosen, else all, and says how many', async () => {
    const { link } = await openLog('failed');
    const copied: string[] = [];
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: async (text: string) => copied.push(text) },
    });
    Object.assign(link.answers, {
      'log-text': { ok: true, value: { text: 'the lines', lines: 35_000, of: 1_000_000 } },
    });
    const rows = [...log().querySelectorAll('[data-position]')];
    await happens(() => rows[1] && fireEvent.click(rows[1]));
    await happens(() => rows[3] && fireEvent.click(rows[3], { shiftKey: true }));
    await press('Copy 3 lines');
    expect(asked(link, 'log-text')).toEqual([expect.objectContaining({ range: { from: 1, to: 3 } })]);
    expect(copied).toEqual(['the lines']);
    expect(screen.getAllByText('The first 35,000 of 1,000,000 lines copied').length).toBeGreaterThan(0);
  });

  it.each([
    ['damaged', /This log is damaged/],
    ['torn', /cut short/],
    ['open', /This log has no end/],
  ])('says what a log that is %s lacks', async (end, says) => {
    const kept = { run: 'of-old', at: 1, verb: 'repair', environment: '/env', outcome: null };
    const { link } = await renderView(null);
    Object.assign(link.answers, {
      'log-runs': { ok: true, value: { runs: [kept] } },
      'log-lines': { ok: true, value: nothingYet(end) },
    });
    await press('Log');
    await settled();
    expect(screen.getByText(says)).toBeTruthy();
    expect(screen.getByText('No line matches.')).toBeTruthy();
  });

  it('waits for the end of a run that the disk does not have yet', async () => {
    const { link } = await openLog('failed', { 'log-lines': nothingYet('open') });
    expect(screen.queryByText(/This log has no end/)).toBeNull();
    expect(screen.getAllByText('Reading the log …').length).toBeGreaterThan(0);
    Object.assign(link.answers, { 'log-lines': { ok: true, value: logAnswersOf('failed')['log-lines'] } });
    await settled();
    await settled();
    expect(within(log()).getByText(/There is no environment in/)).toBeTruthy();
    expect(screen.queryByText('Reading the log …')).toBeNull();
  });

  it('says in the end that a run’s end was not written', { timeout: 15_000 }, async () => {
    await openLog('failed', { 'log-lines': nothingYet('open') });
    await happens(() => new Promise((resolve) => setTimeout(resolve, 5200)));
    expect(screen.getByText(/could not be written to the disk/)).toBeTruthy();
  });

  it('is asked for again when a lost host is back, and not said to be empty meanwhile', async () => {
    const { link } = await renderView(null);
    Object.assign(link.answers, { 'log-runs': { ok: false, failure: null } });
    await press('Log');
    await settled();
    expect(screen.queryByText(/There are no logs yet/)).toBeNull();
    const answers = logAnswersOf('failed');
    Object.assign(link.answers, {
      'log-runs': { ok: true, value: answers['log-runs'] },
      'log-lines': { ok: true, value: answers['log-lines'] },
    });
    await happens(() => link.tell('lost'));
    await happens(() => link.tell('open'));
    await settled();
    expect(within(log()).getByText(/There is no environment in/)).toBeTruthy();
    const before = asked(link, 'log-lines').length;
    await happens(() => link.tell('lost'));
    await happens(() => link.tell('open'));
    expect(asked(link, 'log-lines').length).toBeGreaterThan(before);
  });

  it('says why the runs cannot be listed', async () => {
    const { link } = await renderView(null);
    Object.assign(link.answers, { 'log-runs': { ok: false, failure: { code: 'permission-denied', path: '/x' } } });
    await press('Log');
    await settled();
    expect(screen.getByRole('alert').textContent).toMatch(/\/x/);
    expect(screen.queryByText(/There are no logs yet/)).toBeNull();
  });

  it('does not go to a match of what is not looked for any more', async () => {
    const { link } = await openLog('failed');
    let answer: (found: unknown) => void = () => undefined;
    Object.assign(link.answers, {
      'log-find': new Promise((resolve) => {
        answer = resolve;
      }),
    });
    const field = screen.getByRole('searchbox', { name: 'Search the log' });
    await happens(() => fireEvent.change(field, { target: { value: 'environment' } }));
    await settled();
    await happens(() => fireEvent.change(field, { target: { value: '' } }));
    await settled();
    await happens(() => answer({ ok: true, value: { position: 2, ordinal: 1 } }));
    expect(log().querySelector('.run-log-goal')).toBeNull();
  });

  it('says why the host shows none', async () => {
    const { link } = await renderView('failed');
    Object.assign(link.answers, {
      'log-runs': { ok: true, value: { runs: [] } },
      'log-lines': { ok: false, failure: { code: 'disk-full', path: '/x' } },
    });
    await press('Log');
    await settled();
    expect(screen.getByRole('alert').textContent).toMatch(/full/);
  });
});

describe('the export', () => {
  it('says what is in it, is written, and can be shown', async () => {
    const { link } = await openLog('failed');
    Object.assign(link.answers, {
      'export-logs': { ok: true, value: { kind: 'written', path: '/home/ada/logs.zip', files: 9, redactions: 12 } },
    });
    await press('Export logs…');
    await settled();
    const dialog = within(screen.getByRole('alertdialog', { name: 'Export logs' }));
    expect(dialog.getByText(/taken out before it is written/)).toBeTruthy();
    expect(dialog.getByText('What happened in 3 runs')).toBeTruthy();
    await happens(() => fireEvent.click(dialog.getByRole('button', { name: 'Choose the place…' })));
    expect(dialog.getByText(/taken out in 12 places/)).toBeTruthy();
    await happens(() => fireEvent.click(dialog.getByRole('button', { name: 'Show in folder' })));
    expect(asked(link, 'export-logs')).toEqual([{ run: 'failed' }]);
    expect(asked(link, 'export-show')).toEqual([{}]);
  });

  it('is offered where a repair failed, and says why it cannot be made', async () => {
    const { link } = await renderView('failed');
    Object.assign(link.answers, { 'export-logs': { ok: false, failure: { code: 'disk-full', path: '/x' } } });
    await press('Export logs…');
    await settled();
    await press('Choose the place…');
    expect(within(screen.getByRole('alertdialog')).getByRole('alert').textContent).toMatch(/full/);
    await press('Close');
    expect(screen.queryByRole('alertdialog')).toBeNull();
    await renderView('repaired');
    expect(screen.queryByRole('button', { name: 'Export logs…' })).toBeNull();
  });
});
