import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { product } from './support/product.ts';
import { startWindowApp, type WindowApp, whyNoWindow } from './support/window-app.ts';

const reason = whyNoWindow();
let app: WindowApp;
let opened: WindowApp | null = null;

afterAll(() => opened?.stop());
beforeEach(async ({ skip }) => {
  if (reason !== null) skip(reason);
  // Once for all tests; by the first of them, because a test is tried again and what comes before all of them is not.
  opened ??= await startWindowApp({ app: product });
  app = opened;
});

const pageUrl = 'app://smart-installer/';
const refused = { ok: false, failure: { code: 'call-refused' } };

/** Calls as the page does, with what its types would not allow, too. */
const call = (name: unknown, input: unknown): Promise<unknown> =>
  app.page.evaluate(([asked, given]) => Reflect.get(window, 'smartInstaller').call(asked, given), [
    name,
    input,
  ] as const);

/** Runs JavaScript in a window that is none of the product's, opened by its main process, and closes it. */
const inAnotherWindow = (url: string, script: string): Promise<unknown> =>
  app.electron.evaluate(
    async ({ app: electronApp, BrowserWindow }, asked) => {
      const window = new BrowserWindow({
        show: false,
        webPreferences: { preload: `${electronApp.getAppPath()}/dist/preload.cjs`, sandbox: true },
      });
      await window.loadURL(asked.url);
      const answer = await window.webContents.executeJavaScript(asked.script);
      window.destroy();
      return answer;
    },
    { url, script },
  );

describe('the page in the window', () => {
  test('has no Node, and of the desktop exactly one call, one stream and the wish to see the settings', async () => {
    const found = await app.page.evaluate(() => ({
      node: ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'electron', 'ipcRenderer'].filter(
        (name) => name in globalThis,
      ),
      own: Object.keys(Reflect.get(window, 'smartInstaller')).toSorted(),
      frozen: Object.isFrozen(Reflect.get(window, 'smartInstaller')),
    }));
    expect(found).toEqual({ node: [], own: ['call', 'onCommand', 'onEvents'], frozen: true });
  });

  test('is not spell checked, for which Chromium would fetch dictionaries', async () => {
    expect(await app.electron.evaluate(({ session }) => session.defaultSession.isSpellCheckerEnabled())).toBe(false);
  });

  test('is answered', async () => {
    expect(await call('snapshot', {})).toMatchObject({
      ok: true,
      value: { host: 'window' },
    });
  });

  test.each([
    ['no-such-call', {}],
    ['__proto__', {}],
    ['snapshot', { more: 1 }],
    ['start', { verb: 'repair', environment: 'relative' }],
    [7, {}],
    [null, null],
  ])('is refused the call %j with %j', async (name, input) => {
    const answer = await call(name, input);
    expect(answer).toMatchObject({ ok: false, failure: { code: 'call-invalid' } });
  });

  test('opens no window', async () => {
    const opened = await app.page.evaluate(() => {
      const link = document.createElement('a');
      link.href = 'https://example.org/';
      link.target = '_blank';
      document.body.append(link);
      link.click();
      link.remove();
      return [window.open('https://example.org/'), window.open('about:blank'), window.open(location.href)].map(
        (one) => one === null,
      );
    });
    expect(opened).toEqual([true, true, true]);
    expect(app.electron.windows()).toHaveLength(1);
  });

  test.each([
    'https://example.org/',
    'http://127.0.0.1:9/',
    'file:///etc/hostname',
    'app://smart-installer/assets/',
    'app://other/',
    'data:text/html,x',
    'javascript:window.injected=true',
  ])('does not become %s', async (url) => {
    await app.page.evaluate((target) => {
      location.href = target;
    }, url);
    await app.page.waitForTimeout(200);
    expect(app.page.url()).toBe(pageUrl);
    expect(await app.page.evaluate(() => Reflect.get(window, 'injected'))).toBeUndefined();
  });

  test('may reload itself', async () => {
    await Promise.all([app.page.waitForEvent('load'), app.page.evaluate(() => location.reload())]);
    expect(await call('snapshot', {})).toMatchObject({ ok: true });
  });

  test('runs no inline script, no evaluated text and no foreign script', async () => {
    const violated = await app.page.evaluate(async () => {
      const directives: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) => directives.push(event.effectiveDirective));
      const attempts = [
        () => {
          const script = document.createElement('script');
          script.append('window.injected = true');
          document.head.append(script);
        },
        () => {
          const image = document.createElement('img');
          image.setAttribute('onerror', 'window.injected = true');
          image.src = 'missing.png';
          document.body.append(image);
        },
        () => {
          const script = document.createElement('script');
          script.setAttribute('src', 'https://example.org/script.js');
          document.head.append(script);
        },
        () => {
          document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.injected = true">');
        },
        () => Reflect.construct(Function, ['window.injected = true'])(),
      ];
      // Later, from a timer: what a debugger evaluates itself may evaluate text.
      for (const attempt of attempts) setTimeout(attempt);
      await new Promise((resolve) => setTimeout(resolve, 300));
      return directives;
    });
    expect(await app.page.evaluate(() => Reflect.get(window, 'injected'))).toBeUndefined();
    expect(violated.length).toBeGreaterThanOrEqual(5);
  });

  test('talks to nobody but its host', async () => {
    const reached = await app.page.evaluate(async () => {
      const tries = ['https://example.org/', 'http://127.0.0.1:9/', 'file:///etc/hostname'].map((url) =>
        fetch(url).then(
          () => url,
          () => null,
        ),
      );
      return (await Promise.all(tries)).filter((url) => url !== null);
    });
    expect(reached).toEqual([]);
  });

  test.each(['../package.json', '%2e%2e/package.json', 'assets/..%2f..%2fpackage.json', '../main.cjs'])(
    'gets no file of the computer: %s',
    async (target) => {
      const status = await app.page.evaluate(
        (asked) => fetch(`app://smart-installer/${asked}`).then((response) => response.status),
        target,
      );
      expect(status).toBe(404);
    },
  );

  test('embeds no other page, and frames get nothing of the desktop', async () => {
    const inFrame = await app.page.evaluate(async () => {
      const frame = document.createElement('iframe');
      frame.src = location.href;
      document.body.append(frame);
      await new Promise((resolve) => setTimeout(resolve, 300));
      const inner = frame.contentWindow;
      const found =
        inner === null
          ? 'no window'
          : (() => {
              try {
                return typeof Reflect.get(inner, 'smartInstaller');
              } catch {
                return 'out of reach';
              }
            })();
      frame.remove();
      return found;
    });
    expect(['no window', 'out of reach', 'undefined']).toContain(inFrame);
  });

  test('has no permissions but to copy', async () => {
    const states = await app.page.evaluate(async () => {
      const camera = await navigator.mediaDevices.getUserMedia({ video: true, audio: true }).then(
        () => 'given',
        () => 'refused',
      );
      const notification = await Notification.requestPermission();
      const place = await new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('given'),
          () => resolve('refused'),
        ),
      );
      return { camera, notification, place };
    });
    expect(states).toEqual({ camera: 'refused', notification: 'denied', place: 'refused' });
  });
});

describe('a call from elsewhere', () => {
  test.each(['data:text/html,foreign', pageUrl])('is refused: another window with %s', async (url) => {
    expect(await inAnotherWindow(url, "window.smartInstaller.call('snapshot', {})")).toMatchObject(refused);
  });

  test('is refused: our window showing another page', async () => {
    const answer = await app.electron.evaluate(async ({ BrowserWindow }, url) => {
      const window = BrowserWindow.getAllWindows()[0];
      await window?.loadURL('data:text/html,foreign');
      const answered: unknown = await window?.webContents.executeJavaScript(
        "window.smartInstaller.call('snapshot', {})",
      );
      await window?.loadURL(url);
      return answered;
    }, pageUrl);
    expect(answer).toMatchObject(refused);
    expect(app.output()).toContain('refused a call from data:text/html,foreign');
  });
});

describe('the application', () => {
  test('shows the page again when its process ended', async () => {
    const loaded = await app.electron.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      const again = new Promise<void>((resolve) => contents?.once('did-finish-load', () => resolve()));
      contents?.forcefullyCrashRenderer();
      await again;
      return contents?.executeJavaScript("window.smartInstaller.call('snapshot', {})");
    });
    expect(loaded).toMatchObject({ ok: true });
  });
});
