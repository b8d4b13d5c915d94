import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { processesOf } from '../support/cli.ts';
import { findElectron } from '../support/electron-runtime.ts';
import { linuxTest } from '../support/platform-tests.ts';
import { pathWithUv } from '../support/python.ts';
import { closeWindow, ended } from './support/close-window.ts';
import { startDisplay } from './support/display.ts';
import { hosts, type OpenProduct } from './support/hosts.ts';
import { lastJournal } from './support/last-journal.ts';
import { product } from './support/product.ts';
import { heading, press, startEndlessInstall } from './support/steps.ts';
import { answerQuestions, startWindowApp, type WindowApp, whyNoWindow } from './support/window-app.ts';

const lacking = whyNoWindow();
beforeEach(({ skip }) => {
  if (lacking !== null) skip(lacking);
});

/** The window with a repair at work. */
const openAtWork = async (): Promise<OpenProduct & { window: WindowApp }> => {
  const opened = await hosts.find(({ name }) => name === 'window')?.open();
  if (opened === undefined || opened.window === null) throw new Error('there is no window');
  await startEndlessInstall(opened);
  return { ...opened, window: opened.window };
};

const outcomeOf = async (home: string): Promise<string | null> => {
  const last = (await lastJournal(home)).at(-1);
  return last?.type === 'run-finished' ? last.outcome.kind : null;
};

describe('closing the window', () => {
  test('during a repair asks, and goes on where the user wants that', async () => {
    const { window, page, home } = await openAtWork();
    await answerQuestions(window.electron, 0);
    await closeWindow(window);
    await page.waitForTimeout(500);
    await heading(page, 'Installing').waitFor();
    expect(await outcomeOf(home)).toBeNull();
  });

  test('during a repair stops it safely where the user wants that', async () => {
    const { window, home, environment } = await openAtWork();
    const program = window.electron.process();
    await answerQuestions(window.electron, 1);
    const began = Date.now();
    await closeWindow(window);
    await ended(program);
    expect(Date.now() - began).toBeLessThan(10_000);
    expect(await outcomeOf(home)).toBe('cancelled');
    expect(await processesOf(environment)).toEqual([]);
  });

  test('by a signal asks nobody and stops as safely', async () => {
    const { window, home } = await openAtWork();
    const program = window.electron.process();
    program.kill('SIGTERM');
    await ended(program);
    expect(await outcomeOf(home)).toBe('cancelled');
  });
});

describe('a page that crashes', () => {
  test('comes back to the repair, which has gone on', async () => {
    const { window } = await openAtWork();
    const text = await window.electron.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      const again = new Promise<void>((resolve) => contents?.once('did-finish-load', () => resolve()));
      contents?.forcefullyCrashRenderer();
      await again;
      for (let tries = 0; tries < 100; tries += 1) {
        const shown: unknown = await contents?.executeJavaScript('document.body.innerText');
        // What is said to a screen reader is there before the screen is.
        if (['Find the right versions', 'Installing'].every((text) => String(shown).includes(text)))
          return String(shown);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      return '';
    });
    expect(text).toContain('Installing');
    expect(window.output()).toContain('the page ended: crashed');
  });
});

describe('the application', () => {
  const home = async (): Promise<string> => {
    const folder = await mkdtemp(path.join(tmpdir(), 'smart-installer-home-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
    return folder;
  };

  test('runs once: a second start shows the first window', async () => {
    const folder = await home();
    const first = await startWindowApp({ app: product, home: folder });
    onTestFinished(first.stop);
    await first.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
    const { program } = await startPlainly([], folder);
    await ended(program);
    expect(program.exitCode).toBe(0);
    expect(first.electron.windows()).toHaveLength(1);
    expect(await first.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized())).toBe(
      false,
    );
  });

  test('opens on the plan with --repair, and a second start asks the first for it', async () => {
    const folder = await home();
    const first = await startWindowApp({
      app: product,
      home: folder,
      words: ['--repair', '--env', path.join(folder, 'one')],
      env: { PATH: await pathWithUv() },
    });
    onTestFinished(first.stop);
    await heading(first.page, 'What will be done').waitFor({ timeout: 60_000 });
    await press(first.page, 'Back');
    await heading(first.page, 'Not installed').waitFor();
    const { program } = await startPlainly(['--repair', '--env', 'two'], folder);
    await ended(program);
    expect(program.exitCode).toBe(0);
    await heading(first.page, 'What will be done').waitFor({ timeout: 60_000 });
    await first.page.getByText(path.join(folder, 'two')).waitFor();
  });

  linuxTest('a second start while the first window is being opened is heard, too', async () => {
    const folder = await home();
    // A disk that takes its time: the window's place is read until somebody writes it.
    const place = path.join(folder, 'config/window.json');
    await mkdir(path.dirname(place));
    execFileSync('mkfifo', [place]);
    const starting = startWindowApp({
      app: product,
      home: folder,
      words: ['--env', path.join(folder, 'one')],
      env: { PATH: await pathWithUv() },
    });
    onTestFinished(async () => (await starting.catch(() => null))?.stop());
    // It may have to wait until other windows are open.
    await expect
      .poll(() => readdir(path.join(folder, 'data/window')).catch(() => []), { timeout: 90_000 })
      .toContain('SingletonLock');
    const { program } = await startPlainly(['--repair', '--env', 'two'], folder);
    await ended(program);
    expect(program.exitCode).toBe(0);
    await writeFile(place, '{}');
    await rm(place);
    const { page } = await starting;
    await heading(page, 'What will be done').waitFor({ timeout: 60_000 });
    await page.getByText(path.join(folder, 'two')).waitFor();
  });

  test('opens where and as large as it was closed', async () => {
    const folder = await home();
    const bounds = { x: 40, y: 50, width: 700, height: 500 };
    const first = await startWindowApp({ app: product, home: folder });
    await first.electron.evaluate(
      ({ BrowserWindow }, asked) => BrowserWindow.getAllWindows()[0]?.setBounds(asked),
      bounds,
    );
    await first.stop();
    const second = await startWindowApp({ app: product, home: folder });
    onTestFinished(second.stop);
    const { width, height } =
      (await second.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())) ?? {};
    expect({ width, height }).toEqual({ width: 700, height: 500 });
  });

  test.each([
    { words: ['--manifest', 'missing.json'], says: 'There is no manifest at' },
    { words: ['--manifest', 'broken.json'], says: 'broken.json cannot be used' },
    { words: ['--env'], says: '--env needs a path after it' },
    { words: ['--repair', '--launch'], says: 'Only one of --repair and --launch can be used' },
  ])('says what is wrong with $words and shows no window', async ({ words, says }) => {
    const folder = await home();
    await writeFile(path.join(folder, 'broken.json'), '{ "schemaVersion": 1 }');
    const { program, said } = await startPlainly(words, folder);
    onTestFinished(() => {
      program.kill('SIGKILL');
    });
    await expect.poll(said, { timeout: 20_000 }).toContain(says);
  });
});

/** Starts the program as a terminal does, without the test's driver in it. */
const startPlainly = async (words: string[], home: string): Promise<{ program: ChildProcess; said: () => string }> => {
  const runtime = findElectron();
  if (runtime === null) throw new Error('no Electron is on this machine');
  const display = await startDisplay();
  onTestFinished(display.stop);
  const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const preload = runtime.preload.flatMap((file) => ['-r', file]);
  const program = spawn(runtime.executable, [...preload, ...flags, product, ...words], {
    cwd: home,
    env: {
      ...process.env,
      // It keeps what it compiles in a folder of its own.
      NODE_COMPILE_CACHE: undefined,
      ELECTRON_RUN_AS_NODE: undefined,
      SMART_INSTALLER_HOME: home,
      ...(display.name === null ? {} : { DISPLAY: display.name }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [program.stdout, program.stderr])
    stream?.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
  return { program, said: () => text };
};
