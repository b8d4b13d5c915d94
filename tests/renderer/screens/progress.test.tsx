// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { began, eventsOf } from '../../support/recorded-runs.ts';
import { happens, press, renderView } from '../../support/render-view.tsx';

const button = (name: string) => screen.getByRole('button', { name });
const card = (name: string) => screen.getByRole('listitem', { name });
const timer = () => screen.getByRole('timer', { name: 'Trying again' }).textContent;
const announced = () => screen.getAllByRole('status').at(-1)?.textContent;
/** Time goes on for the page, its timers included. */
const goOn = (ms: number) => happens(() => vi.advanceTimersByTimeAsync(ms));

/** The recorded wait is announced here, for 4 s. */
const waitBegan = began + 90_000;

beforeEach(() => {
  vi.useFakeTimers({
    now: waitBegan + 100,
    toFake: ['Date', 'setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'],
  });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the screen Progress', () => {
  it('shows a card for each step with its state', async () => {
    await renderView('installing');
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Installing');
    const cards = within(screen.getByRole('list', { name: 'Steps' })).getAllByRole('listitem');
    expect(cards).toHaveLength(9);
    expect(card('Download').textContent).toMatch(/done · 25 s/);
    expect(within(card('Check this computer')).getByText('done')).toBeTruthy();
    expect(card('Core').textContent).toMatch(/done · 2\.8 s/);
    expect(within(card('PyTorch')).getByText(/1 of 3 packages/)).toBeTruthy();
    expect(within(card('Language models')).getByText('waiting')).toBeTruthy();
  });

  it('tells how much is done as a bar', async () => {
    await renderView('installing');
    const bar = within(card('PyTorch')).getByRole('progressbar');
    expect([bar.getAttribute('aria-valuenow'), bar.getAttribute('aria-valuemax')]).toEqual(['1', '3']);
  });

  it('tells how far a download has come, as a bar too', async () => {
    await renderView('downloading');
    const download = within(card('Download'));
    expect(download.getByText(/481 of 960 MB.* 38 MB\/s.* 13 s left.* torch, transformers/)).toBeTruthy();
    const bar = download.getByRole('progressbar');
    expect([bar.getAttribute('aria-valuenow'), bar.getAttribute('aria-valuemax')]).toEqual(['481000000', '959696000']);
  });

  it('tells before there is a plan how far the check of the files has come', async () => {
    const { link } = await renderView(null);
    const looking = eventsOf('installing', 'asked-for').slice(0, 4);
    await happens(() => link.say(...looking));
    expect(screen.queryByRole('progressbar')).toBeNull();
    const [last] = looking.slice(-1);
    if (last === undefined) throw new Error('no event');
    const { seq, run, at } = last;
    await happens(() => link.say({ type: 'audit-progressed', done: 3e8, total: 4e8, seq: seq + 1, run, at }));
    const bar = within(card('Check the environment')).getByRole('progressbar');
    expect(bar.getAttribute('aria-valuenow')).toBe('300000000');
    await happens(() => link.say({ type: 'audit-progressed', done: 4e8, total: 4e8, seq: seq + 2, run, at }));
    expect(screen.queryByRole('progressbar')).toBeNull();
  });

  it('counts a wait down to its end, by its deadline and not by ticks', async () => {
    await renderView('waiting');
    expect(timer()).toBe('Trying again in 4 s');
    await goOn(1000);
    expect(timer()).toBe('Trying again in 3 s');
    vi.setSystemTime(waitBegan + 3500);
    await goOn(250);
    expect(timer()).toBe('Trying again in 1 s');
    await goOn(1000);
    expect(timer()).toBe('Trying again now');
    expect(within(card('PyTorch')).getByText(/attempt 2 of 3/)).toBeTruthy();
  });

  it('counts no longer than the wait is, whatever the clock of this page says', async () => {
    vi.setSystemTime(waitBegan - 3_600_000);
    await renderView('waiting');
    expect(timer()).toBe('Trying again in 4 s');
  });

  it('announces a wait once, not each second', async () => {
    await renderView('waiting');
    const said = announced();
    expect(said).toMatch(/^PyTorch: Trying again, attempt 2 of 3\./);
    await goOn(2000);
    expect(announced()).toBe(said);
  });

  it('tries again at once where that is asked for', async () => {
    const { link } = await renderView('waiting');
    await press('Retry now');
    expect(link.asked.at(-1)).toEqual({ name: 'retry-now', input: { run: 'waiting', wait: 'install:torch#1' } });
    await happens(() =>
      link.say(
        {
          type: 'wait-ended',
          step: 'install:torch',
          wait: 'install:torch#1',
          how: 'skipped',
          seq: (link.snapshot.run?.seq ?? 0) + 1,
          run: 'waiting',
          at: waitBegan,
        },
        {
          type: 'step-started',
          step: 'install:torch',
          attempt: 2,
          of: 3,
          seq: (link.snapshot.run?.seq ?? 0) + 2,
          run: 'waiting',
          at: waitBegan,
        },
      ),
    );
    expect(screen.queryByRole('timer')).toBeNull();
    expect(within(card('PyTorch')).getByText(/^attempt 2 of 3/)).toBeTruthy();
  });

  it('stops once, and says that it is stopping', async () => {
    const { link } = await renderView('waiting');
    await press('Stop');
    expect(link.asked.at(-1)).toEqual({ name: 'cancel', input: { run: 'waiting' } });
    await happens(() =>
      link.say({ type: 'cancel-requested', seq: (link.snapshot.run?.seq ?? 0) + 1, run: 'waiting', at: waitBegan }),
    );
    const calls = link.asked.length;
    await press('Stopping …');
    expect(link.asked).toHaveLength(calls);
    expect(button('Retry now').getAttribute('aria-disabled')).toBe('true');
  });

  it('shows the log on demand', async () => {
    await renderView('waiting');
    expect(screen.queryByRole('region', { name: 'Log' })).toBeNull();
    await press('Show log');
    const log = within(screen.getByRole('region', { name: 'Log' }));
    const count = () => log.getByText(/^\d.* lines?$/).textContent;
    const all = count();
    fireEvent.change(log.getByRole('searchbox', { name: 'Search the log' }), {
      target: { value: 'prepared 3 packages' },
    });
    expect(count()).toBe(`1 of ${all}`);
    fireEvent.change(log.getByRole('searchbox', { name: 'Search the log' }), { target: { value: 'no such line' } });
    expect(log.getByText('No line matches.')).toBeTruthy();
    await press('Hide log');
    expect(screen.queryByRole('region', { name: 'Log' })).toBeNull();
  });

  it('shows what is looked at before there is a plan', async () => {
    const { link } = await renderView(null);
    await happens(() => link.say(...eventsOf('installing', 'asked-for').slice(0, 4)));
    expect(within(card('Check this computer')).getByText('done')).toBeTruthy();
    expect(within(card('Check the environment')).getByText('working')).toBeTruthy();
  });

  it('goes on to the outcome, with the focus on its heading', async () => {
    const { link } = await renderView('installing');
    await happens(() => link.say(...eventsOf('repaired', 'installing')));
    const heading = screen.getByRole('heading', { level: 1 });
    expect(heading.textContent).toBe('Ready');
    expect(document.activeElement).toBe(heading);
    expect(announced()).toMatch(/^Ready\./);
  });
});
