import path from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { startWebHost, type WebHost } from '../../electron/web-host.ts';
import type { Event } from '../../shared/events.ts';
import { type RunState, reduce } from '../../shared/run-state.ts';
import type { Language } from '../../shared/wording/language.ts';
import { eventsOf, type RecordedRun, snapshotOf } from '../support/recorded-runs.ts';
import { launchBrowser, whyNoBrowser } from './support/page-app.ts';
import { product } from './support/product.ts';

/**
 * The page's way to its host in a real browser. The host is the product's, the run behind it a
 * recorded one that goes on when the test says so.
 */
const reason = whyNoBrowser();
let host: WebHost;
let page: Page;
let browser: Browser;
let state: RunState | null;
let language: Language;
let listeners: Set<(events: readonly Event[]) => void>;
/** What the browser's console said of the page's policy and of defects. */
let complaints: string[];

const startHost = async (port = 0): Promise<void> => {
  listeners = new Set();
  host = await startWebHost({
    answer: async () => ({ ok: true, value: snapshotOf(null, { host: 'page', run: state, language }) }),
    engine: {
      subscribe: (listen) => {
        listeners.add(listen);
        return () => listeners.delete(listen);
      },
    },
    port,
    pageFolder: path.join(product, 'dist/renderer'),
  });
};

const happens = (events: readonly Event[]): void => {
  state = events.reduce<RunState | null>(reduce, state);
  for (const listen of listeners) listen(events);
};

/** The run as it is after its first events; answers those that come after. */
const begin = (name: RecordedRun, first: number): Event[] => {
  const events = eventsOf(name);
  state = events.slice(0, first).reduce<RunState | null>(reduce, null);
  return events.slice(first);
};

/** `locale` is what the browser's user reads. */
const openPage = async (locale: string): Promise<Page> => {
  const opened = await browser.newPage({ locale });
  opened.on('pageerror', (error) => complaints.push(error.message));
  opened.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text());
  });
  return opened;
};

const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
const banner = () => page.getByRole('region', { name: 'Connection lost' });

beforeEach(async ({ skip }) => {
  if (reason !== null) skip(reason);
  state = null;
  language = 'en';
  complaints = [];
  await startHost();
  browser = await launchBrowser();
  page = await openPage('en-US');
});
afterEach(async () => {
  if (reason !== null) return;
  await browser.close();
  await host.stop();
  expect(complaints).toEqual([]);
});

test('the token leaves the address, a run in progress is shown, and goes on to its outcome', async () => {
  const rest = begin('repaired', 30);
  await page.goto(host.url);
  await heading('Installing');
  expect(page.url()).not.toContain('token');
  happens(rest.slice(0, 5));
  happens(rest.slice(5));
  await heading('Ready');
});

test('a reloaded page shows the same screen', async () => {
  begin('installing', 30);
  await page.goto(host.url);
  await heading('Installing');
  await page.reload();
  await heading('Installing');
});

test('a lost host is said calmly, and nothing that happened meanwhile is missed', async () => {
  const rest = begin('repaired', 30);
  await page.goto(host.url);
  await heading('Installing');
  await page.route('**/events', (route) => route.abort());
  await page.reload();
  await banner().waitFor();
  happens(rest);
  await page.unroute('**/events');
  await heading('Ready');
  await banner().waitFor({ state: 'detached' });
});

test('a host that was started anew is not taken for the old one', async () => {
  begin('installing', 30);
  await page.goto(host.url);
  await heading('Installing');
  const port = Number(new URL(host.url).port);
  await host.stop();
  await banner().waitFor();
  await heading('Installing');
  expect(await page.getByRole('button', { name: 'Stop' }).getAttribute('aria-disabled')).toBe('true');
  await startHost(port);
  await heading('This page is not connected');
  await page.getByText('Open the address that the program printed').first().waitFor();
});

test('a page in a language that is not loaded yet waits for it, and shows no word of English before', async () => {
  begin('repaired', Number.POSITIVE_INFINITY);
  language = 'de';
  page = await openPage('de-AT');
  let letThrough = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  const asked = page.waitForRequest('**/de-*.js');
  await page.route('**/de-*.js', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(host.url, { waitUntil: 'commit' });
  await asked;
  expect(await page.locator('#root').textContent()).toBe('');
  letThrough();
  await heading('Bereit');
  expect(await page.locator('html').getAttribute('lang')).toBe('de');
});

test('a language that cannot be loaded leaves the page in English; the next snapshot tries anew', async () => {
  const rest = begin('repaired', 30);
  language = 'de';
  await page.route('**/de-*.js', (route) => route.abort());
  await page.goto(host.url);
  await heading('Installing');
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  await page.unroute('**/de-*.js');
  state = rest.reduce<RunState | null>(reduce, state);
  // Of what happens the page hears the end alone, so it must ask.
  for (const listen of listeners) listen(rest.slice(-1));
  await heading('Bereit');
  expect(await page.locator('html').getAttribute('lang')).toBe('de');
});

test('a long log shows only the lines in sight, follows its end, and lets go when the reader scrolls up', async () => {
  happens(eventsOf('installing'));
  const add = (count: number, from: number): void => {
    const lines = Array.from({ length: count }, (_, n) => ({
      at: Date.now(),
      level: 'output' as const,
      text: `line ${from + n}`,
    }));
    const seq = (state?.seq ?? 0) + 1;
    happens([{ type: 'lines', step: 'install:torch', lines, seq, run: 'installing', at: Date.now() }]);
  };
  add(3000, 0);
  await page.goto(host.url);
  await page.getByRole('button', { name: 'Show log' }).click();
  const log = page.getByRole('log');
  const follow = page.getByRole('checkbox', { name: 'Follow' });
  await log.getByText('line 2999').waitFor();
  expect(await log.locator('time').count()).toBeLessThan(100);
  add(10, 3000);
  await log.getByText('line 3009').waitFor();

  let added = 3010;
  const streaming = setInterval(() => add(1, added++), 40);
  onTestFinished(() => clearInterval(streaming));
  await log.focus();
  await page.keyboard.press('PageUp');
  await expect.poll(() => follow.isChecked()).toBe(false);
  await expect.poll(() => added, { timeout: 10_000 }).toBeGreaterThan(3050);
  // 30 lines and more have come below what the reader looks at, each of them about 20 px high.
  const below = () => log.evaluate((list) => list.scrollHeight - list.clientHeight - list.scrollTop);
  await expect.poll(below, { timeout: 20_000 }).toBeGreaterThan(500);
  clearInterval(streaming);
  expect(await log.getByText(`line ${added - 1}`).count()).toBe(0);
  await follow.check();
  await log.getByText(`line ${added - 1}`).waitFor();
});
