import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { channels } from '../../shared/channels.ts';
import { hosts } from './support/hosts.ts';
import { product } from './support/product.ts';
import { heading, press, startEndlessInstall } from './support/steps.ts';
import { startWindowApp, type WindowApp, whyNoWindow } from './support/window-app.ts';

const lacking = whyNoWindow();
beforeEach(({ skip }) => {
  if (lacking !== null) skip(lacking);
});

const folder = async (): Promise<string> => {
  const made = await mkdtemp(path.join(tmpdir(), 'smart-installer-settings-'));
  onTestFinished(() => rm(made, { recursive: true, force: true, maxRetries: 5 }));
  return made;
};

const start = async (home: string): Promise<WindowApp> => {
  const window = await startWindowApp({ app: product, home });
  onTestFinished(window.stop);
  window.page.setDefaultTimeout(30_000);
  await heading(window.page, 'Not installed').waitFor();
  return window;
};

const saved = async (home: string): Promise<unknown> =>
  JSON.parse(await readFile(path.join(home, 'config/settings.json'), 'utf8'));

/** What the system's dialog for files and folders answers from now on. */
const answerDialog = (electron: ElectronApplication, chosen: string): Promise<void> =>
  electron.evaluate(({ dialog }, file) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [file] });
  }, chosen);

/** Presses the button with this number in the system's questions from now on, and remembers what they ask. */
const answerQuestion = (electron: ElectronApplication, response: number): Promise<void> =>
  electron.evaluate(({ dialog }, button) => {
    dialog.showMessageBox = async (...given: unknown[]) => {
      Reflect.set(globalThis, 'asked', given.at(-1));
      return { response: button, checkboxChecked: false };
    };
  }, response);

const asked = (electron: ElectronApplication): Promise<string> =>
  electron.evaluate(() => String(Reflect.get(Object(Reflect.get(globalThis, 'asked')), 'message')));

/** What a page that is not ours any more could do: call the host by itself. */
const callFromPage = (page: Page, name: string, input: object): Promise<unknown> =>
  page.evaluate(([call, given]) => Reflect.get(window, 'smartInstaller').call(call, given), [name, input] as const);

const pick = async (page: Page, setting: string, choice: string): Promise<void> => {
  await page.getByRole('combobox', { name: setting }).click();
  await page.getByRole('option', { name: choice }).click();
};

const colours = (page: Page): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

describe('settings that are damaged on the disk', () => {
  test('are said once, and the window works', async () => {
    const home = await folder();
    await mkdir(path.join(home, 'config'));
    await writeFile(path.join(home, 'config/settings.json'), '{"schema": 1, "theme": "da');
    const first = await start(home);
    await first.page.getByText('Your settings file was damaged, so everything has its usual value again.').waitFor();
    await press(first.page, 'OK');
    await press(first.page, 'Settings');
    await pick(first.page, 'Colours', 'Dark');
    await first.page.getByRole('status').filter({ hasText: 'Saved' }).waitFor();
    expect(await saved(home)).toMatchObject({ schema: 1, theme: 'dark' });
    expect((await readdir(path.join(home, 'config'))).filter((name) => name.startsWith('settings'))).toEqual([
      expect.stringMatching(/^settings\.damaged-.*\.json$/),
      'settings.json',
    ]);
    await first.stop();
    const second = await start(home);
    expect(await second.page.getByText('was damaged').count()).toBe(0);
    expect(await second.electron.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark');
    expect(await colours(second.page)).toBe('rgb(22, 24, 28)');
  });
});

describe('the settings', () => {
  test('change the colours at once, those of the system’s parts of the window, too', async () => {
    const { page, electron } = await start(await folder());
    await page.keyboard.press('Control+,');
    await heading(page, 'Settings').waitFor();
    const seen = new Set<string>();
    for (const [choice, source] of [
      ['Dark', 'dark'],
      ['Light', 'light'],
    ] as const) {
      await pick(page, 'Colours', choice);
      await expect.poll(() => electron.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe(source);
      await expect.poll(() => page.evaluate(() => document.documentElement.dataset['theme'])).toBe(source);
      seen.add(await colours(page));
    }
    expect([...seen]).toEqual(['rgb(22, 24, 28)', 'rgb(246, 247, 249)']);
    await press(page, 'Back');
    await heading(page, 'Not installed').waitFor();
  });

  test('open where the window’s own process wants it, as a menu does', async () => {
    const { page, electron } = await start(await folder());
    await electron.evaluate(
      ({ BrowserWindow }, channel) => BrowserWindow.getAllWindows()[0]?.webContents.send(channel, 'settings'),
      channels.command,
    );
    await heading(page, 'Settings').waitFor();
  });

  test.each([
    ['light', { colorScheme: 'light' }, {}],
    ['dark', { colorScheme: 'dark' }, {}],
    // The user's own colours are not the page's to judge.
    ['the user’s own colours', { forcedColors: 'active' }, { 'color-contrast': { enabled: false } }],
  ] as const)('can be used by everybody, in %s', async (_, media, rules) => {
    const { page } = await start(await folder());
    await page.emulateMedia(media);
    await press(page, 'Settings');
    await page.getByText('Nothing is kept.').waitFor();
    await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
    const { violations } = await page.evaluate((given) => Reflect.get(window, 'axe').run({ rules: given }), rules);
    expect(violations).toEqual([]);
    await press(page, 'Back');
    await heading(page, 'Not installed').waitFor();
  });

  test('write to the window’s log what is wanted there', async () => {
    const home = await folder();
    const { page } = await start(home);
    const log = () => readFile(path.join(home, 'log/window.log'), 'utf8');
    await expect.poll(log).toContain('Smart Installer');
    expect(await log()).not.toContain('call snapshot');
    await press(page, 'Settings');
    await pick(page, 'Log of the window', 'Everything');
    await expect.poll(log).toContain('call save-settings: answered');
    await pick(page, 'Log of the window', 'Errors only');
    await expect.poll(() => saved(home)).toMatchObject({ logLevel: 'errors' });
    const before = await log();
    await callFromPage(page, 'cache-size', {});
    expect(await log()).toBe(before);
  });

  test('take a folder of wheels from the system’s dialog, and from nowhere else', async () => {
    const home = await folder();
    const wheels = await folder();
    const { page, electron } = await start(home);
    for (const setting of ['findLinks', 'manifest', 'certificates', 'environment'])
      expect(await callFromPage(page, 'save-settings', { [setting]: wheels })).toMatchObject({
        ok: false,
        failure: { code: 'setting-invalid', setting, why: 'not-chosen' },
      });
    await answerDialog(electron, wheels);
    await press(page, 'Settings');
    const group = page.getByRole('group', { name: 'Folder of wheels' });
    await group.getByRole('button', { name: 'Choose…' }).click();
    await group.getByText(wheels).waitFor();
    expect(await saved(home)).toMatchObject({ findLinks: wheels, manifest: null, environment: null });
  });

  test('ask in the system’s own words before another index is used', async () => {
    const home = await folder();
    const { page, electron } = await start(home);
    await press(page, 'Settings');
    const field = page.getByRole('textbox', { name: 'Package index' });
    await answerQuestion(electron, 0);
    await field.fill('https://mirror.example/simple');
    await field.press('Enter');
    await page.getByText('Not changed.').waitFor();
    expect(await asked(electron)).toBe('Install packages from https://mirror.example/simple?');
    expect(await field.inputValue()).toBe('');
    await expect(saved(home)).rejects.toThrow('ENOENT');
    await answerQuestion(electron, 1);
    await field.fill('https://mirror.example/simple');
    await field.press('Enter');
    await expect.poll(() => saved(home).catch(() => null)).toMatchObject({ indexUrl: 'https://mirror.example/simple' });
    await field.fill('https://ada:s3cret@mirror.example/simple');
    await field.press('Tab');
    await page.getByText('A name or a password must not stand in an address').waitFor();
    expect(await readFile(path.join(home, 'config/settings.json'), 'utf8')).not.toContain('s3cret');
  });

  test('remove kept downloads after a question', async () => {
    const home = await folder();
    const kept = path.join(home, 'cache/wheelhouse/wheels', 'a'.repeat(64));
    await mkdir(kept, { recursive: true });
    await writeFile(path.join(kept, 'numpy-2.1.3-py3-none-any.whl'), Buffer.alloc(3_000_000));
    const { page } = await start(home);
    await press(page, 'Settings');
    await page.getByText('3 MB in 1 package').waitFor();
    await press(page, 'Clear…');
    await press(page, 'Remove them');
    await page.getByText('3 MB were removed.').waitFor();
    await page.getByText('Nothing is kept.').waitFor();
    await expect(stat(kept)).rejects.toThrow('ENOENT');
  });
});

describe('on the local page', () => {
  test('what decides what is installed is only shown, and refused where a page asks for it by itself', async ({
    skip,
  }) => {
    const host = hosts.find(({ name }) => name === 'page');
    if (host === undefined || host.lacking !== null) return skip(host?.lacking ?? 'there is no local page');
    const { page, home } = await host.open();
    await heading(page, 'Not installed').waitFor();
    await press(page, 'Settings');
    expect(await page.getByRole('textbox', { name: 'Package index' }).isEditable()).toBe(false);
    expect(await page.getByRole('button', { name: 'Choose…' }).count()).toBe(0);
    const answer = await page.evaluate(async () => {
      const response = await fetch('/call/save-settings', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ indexUrl: 'https://mirror.example/simple' }),
      });
      return response.json();
    });
    expect(answer).toMatchObject({ ok: false, failure: { setting: 'indexUrl', why: 'only-in-window' } });
    await pick(page, 'Colours', 'Dark');
    await expect.poll(() => saved(home).catch(() => null)).toMatchObject({ theme: 'dark', indexUrl: null });
    // The page hears of it after the file is written.
    await expect.poll(() => colours(page)).toBe('rgb(22, 24, 28)');
  });
});

describe('while a run is in progress', () => {
  test('nothing that it works with can be changed or removed, whoever asks', async () => {
    const opened = await hosts.find(({ name }) => name === 'window')?.open();
    if (opened === undefined) throw new Error('there is no window');
    const { page } = opened;
    await startEndlessInstall(opened);
    await press(page, 'Settings');
    await page.getByText('This cannot be changed while a run is in progress.').first().waitFor();
    expect(await page.getByRole('button', { name: 'Clear…' }).getAttribute('aria-disabled')).toBe('true');
    expect(await callFromPage(page, 'clear-cache', {})).toMatchObject({
      ok: false,
      failure: { code: 'run-in-progress' },
    });
    await press(page, 'Back');
    await heading(page, 'Installing').waitFor();
  });
});
