import type { ElectronApplication } from 'playwright';
import { beforeEach, describe, expect, test } from 'vitest';
import { hosts, type OpenProduct } from './support/hosts.ts';
import { heading, press, startEndlessInstall } from './support/steps.ts';
import { answerQuestions, type WindowApp, whyNoWindow } from './support/window-app.ts';

const lacking = whyNoWindow();
beforeEach(({ skip }) => {
  if (lacking !== null) skip(lacking);
});

const open = async (): Promise<OpenProduct & { window: WindowApp }> => {
  const opened = await hosts.find(({ name }) => name === 'window')?.open();
  if (opened === undefined || opened.window === null) throw new Error('there is no window');
  return { ...opened, window: opened.window };
};

/** Modes of the bar on the window's button, from now on; the mode is what the application asked the desktop for. */
const watchTaskbar = async (electron: ElectronApplication): Promise<() => Promise<string[]>> => {
  await electron.evaluate(({ BrowserWindow }) => {
    const modes: string[] = [];
    Reflect.set(globalThis, 'modes', modes);
    const [window] = BrowserWindow.getAllWindows();
    if (window === undefined) return;
    window.setProgressBar = (_value, options) => {
      if (modes.at(-1) !== options?.mode) modes.push(options?.mode ?? '');
    };
  });
  return () => electron.evaluate(() => Reflect.get(globalThis, 'modes'));
};

const isKeptAwake = (electron: ElectronApplication): Promise<boolean> =>
  electron.evaluate(({ powerSaveBlocker }) => [0, 1, 2].some((id) => powerSaveBlocker.isStarted(id)));

describe('a repair', () => {
  test('shows its progress in the taskbar and keeps the computer awake, until it has ended', async () => {
    const opened = await open();
    const { electron } = opened.window;
    const modes = await watchTaskbar(electron);
    expect(await isKeptAwake(electron)).toBe(false);
    await startEndlessInstall(opened);
    expect(await modes()).toContain('indeterminate');
    expect(await isKeptAwake(electron)).toBe(true);
    await press(opened.page, 'Stop');
    await heading(opened.page, 'Stopped').waitFor({ timeout: 10_000 });
    await expect.poll(async () => (await modes()).at(-1)).toBe('none');
    expect(await isKeptAwake(electron)).toBe(false);
  });
});

describe('a page that hangs', () => {
  test('is waited for or begun anew, as the user wants', async () => {
    const { page, window } = await open();
    const { electron, output } = window;
    await heading(page, 'Not installed').waitFor();
    const hang = () =>
      electron.evaluate(async ({ BrowserWindow }) => {
        const [first] = BrowserWindow.getAllWindows();
        let loads = 0;
        const count = () => {
          loads += 1;
        };
        first?.webContents.on('did-finish-load', count);
        first?.emit('unresponsive');
        await new Promise((resolve) => setTimeout(resolve, 1500));
        return loads;
      });
    await answerQuestions(electron, 0);
    expect(await hang()).toBe(0);
    await answerQuestions(electron, 1);
    expect(await hang()).toBe(1);
    expect(output()).toContain('the page ended: it does not answer');
  });
});
