import { createServer } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { type PageApp, startPageApp, whyNoBrowser } from './support/page-app.ts';
import { heading } from './support/steps.ts';

const lacking = whyNoBrowser();
let app: PageApp;

beforeAll(async () => {
  if (lacking === null) app = await startPageApp();
});
afterAll(async () => {
  if (lacking === null) await app.stop();
});
beforeEach(({ skip }) => {
  if (lacking !== null) skip(lacking);
});

const origin = (): string => new URL(app.url).origin;

/** A page of somebody else on this computer: the same site, another port. */
const startForeignPage = async (html: string): Promise<string> => {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return `http://127.0.0.1:${address.port}/`;
};

describe('the local page', () => {
  test('takes its token out of the address, and stays in after a reload', async () => {
    await heading(app.page, 'Not installed').waitFor();
    expect(app.page.url()).toBe(`${origin()}/`);
    expect(await app.page.evaluate(() => document.cookie)).toBe('');
    await app.page.reload();
    await heading(app.page, 'Not installed').waitFor();
  });

  test.each(['', '#token=wrong'])('does not let another browser in with the address and "%s"', async (hash) => {
    const context = await app.browser.newContext();
    onTestFinished(() => context.close());
    const page = await context.newPage();
    await page.goto(`${origin()}/${hash}`);
    await heading(page, 'This page is not connected').waitFor();
    await page.getByText('call-refused').waitFor();
  });

  test('lets nobody in a second time with the printed address', async () => {
    const context = await app.browser.newContext();
    onTestFinished(() => context.close());
    const page = await context.newPage();
    await page.goto(app.url);
    await heading(page, 'This page is not connected').waitFor();
  });

  test('lets the same browser in again with the printed address', async () => {
    const page = await app.page.context().newPage();
    onTestFinished(() => page.close());
    await page.goto(app.url);
    await heading(page, 'Not installed').waitFor();
  });

  test('answers no other page of this computer, though the browser has the cookie', async () => {
    const before = await runOfPage();
    const page = await app.page.context().newPage();
    onTestFinished(() => page.close());
    await page.goto(await startForeignPage('<title>foreign</title>'));
    const answers = await page.evaluate(async (host) => {
      const start = JSON.stringify({ verb: 'diagnose', environment: '/tmp/of-somebody-else' });
      const ask = (init: RequestInit): Promise<string> =>
        fetch(`${host}/call/start`, { method: 'POST', body: start, credentials: 'include', ...init }).then(
          (response) => response.type,
          () => 'refused',
        );
      const form = document.createElement('form');
      const frame = document.createElement('iframe');
      frame.name = 'answer';
      Object.assign(form, { method: 'post', action: `${host}/call/start`, target: 'answer', enctype: 'text/plain' });
      document.body.append(frame, form);
      form.submit();
      await new Promise((resolve) => setTimeout(resolve, 500));
      return Promise.all([
        ask({ headers: { 'Content-Type': 'application/json' } }),
        ask({ headers: { 'Content-Type': 'text/plain' } }),
        ask({ mode: 'no-cors' }),
        fetch(`${host}/events`, { credentials: 'include' }).then(
          () => 'read',
          () => 'refused',
        ),
      ]);
    }, origin());
    expect(answers).toEqual(['refused', 'refused', 'refused', 'refused']);
    expect(await runOfPage()).toEqual(before);
  });

  test('is embedded by no other page', async () => {
    const page = await app.page.context().newPage();
    onTestFinished(() => page.close());
    await page.goto(await startForeignPage(`<iframe src="${origin()}/"></iframe>`));
    await page.waitForTimeout(500);
    const frame = page.frames()[1];
    expect(await frame?.title()).not.toContain('Smart Installer');
    expect(await frame?.locator('#root').count()).toBe(0);
  });
});

/** The run that the host knows of. */
const runOfPage = (): Promise<unknown> =>
  app.page.evaluate(async () => {
    const response = await fetch('/call/snapshot', {
      method: 'POST',
      body: '{}',
      headers: { 'Content-Type': 'application/json' },
    });
    return (await response.json()).value.run.run;
  });
