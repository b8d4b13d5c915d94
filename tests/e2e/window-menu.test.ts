import type { ElectronApplication } from 'playwright';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { pathWithUv } from '../support/python.ts';
import { hosts } from './support/hosts.ts';
import { product } from './support/product.ts';
import { heading, startEndlessInstall } from './support/steps.ts';
import { startWindowApp, type WindowApp, whyNoWindow } from './support/window-app.ts';

const lacking = whyNoWindow();
beforeEach(({ skip }) => {
  if (lacking !== null) skip(lacking);
});

const start = async (): Promise<WindowApp> => {
  const window = await startWindowApp({ app: product, env: { PATH: await pathWithUv() } });
  onTestFinished(window.stop);
  window.page.setDefaultTimeout(30_000);
  await heading(window.page, 'Not installed').waitFor();
  return window;
};

const choose = (electron: ElectronApplication, id: string): Promise<void> =>
  electron.evaluate(({ Menu }, name) => Menu.getApplicationMenu()?.getMenuItemById(name)?.click(), id);

const isEnabled = (electron: ElectronApplication, id: string): Promise<boolean | undefined> =>
  electron.evaluate(({ Menu }, name) => Menu.getApplicationMenu()?.getMenuItemById(name)?.enabled, id);

describe('the menu', () => {
  test('opens the settings, and from them the plan of a repair', async () => {
    const { page, electron } = await start();
    await choose(electron, 'settings');
    await heading(page, 'Settings').waitFor();
    await choose(electron, 'repair');
    await heading(page, 'What will be done').waitFor();
  });

  test('begins nothing while a repair is at work', async () => {
    const opened = await hosts.find(({ name }) => name === 'window')?.open();
    if (opened === undefined || opened.window === null) throw new Error('there is no window');
    await startEndlessInstall(opened);
    const { electron } = opened.window;
    for (const id of ['check', 'repair', 'launch']) expect(await isEnabled(electron, id)).toBe(false);
    expect(await isEnabled(electron, 'settings')).toBe(true);
  });

  test('opens the folder of logs, and tells all versions, which can be copied', async () => {
    const { electron, home } = await start();
    await electron.evaluate(({ shell, dialog }) => {
      shell.openPath = async (path) => {
        Reflect.set(globalThis, 'openedPath', path);
        return '';
      };
      dialog.showMessageBox = async (...given: unknown[]) => {
        Reflect.set(globalThis, 'asked', given.at(-1));
        return { response: 1, checkboxChecked: false };
      };
    });
    await choose(electron, 'logs');
    expect(await electron.evaluate(() => Reflect.get(globalThis, 'openedPath'))).toBe(`${home}/log`);
    await choose(electron, 'about');
    const shown = await electron.evaluate(() =>
      String(Reflect.get(Object(Reflect.get(globalThis, 'asked')), 'detail')),
    );
    for (const part of ['Smart Installer', 'Electron', 'Chromium', 'Node', 'uv'])
      expect(shown).toMatch(new RegExp(`^${part} \\d+\\.\\d`, 'm'));
    expect(shown).toContain('MIT licence');
    await expect.poll(() => electron.evaluate(({ clipboard }) => clipboard.readText())).toMatch(/^uv \d/m);
  });
});
