import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { beforeEach, describe, expect, test } from 'vitest';
import { processesOf } from '../support/cli.ts';
import { siteOf } from '../support/damaged-environment.ts';
import { stackManifest } from '../support/stack.ts';
import { accessibilityProblems } from './support/accessibility.ts';
import { closeWindow, ended } from './support/close-window.ts';
import { hosts, type OpenProduct } from './support/hosts.ts';
import { takeScreenshots } from './support/screenshots.ts';
import { heading, press } from './support/steps.ts';
import { answerQuestions, type WindowApp, whyNoWindow } from './support/window-app.ts';

const lacking = whyNoWindow();
beforeEach(({ skip }) => {
  if (lacking !== null) skip(lacking);
});

const launch = { module: 'launched_app', ready: 'READY', timeLimitSeconds: 60 };
/** Without what is only read aloud. */
const onScreen = (page: Page) => page.getByRole('main');
const isRunning = (page: Page) => heading(page, 'Stand-in stack is running');

/** The window before an installed environment whose program is of these lines. */
const openInstalled = async (program: string): Promise<OpenProduct & { window: WindowApp }> => {
  const opened = await hosts.find(({ name }) => name === 'window')?.open({ manifest: { ...stackManifest, launch } });
  if (opened === undefined || opened.window === null) throw new Error('there is no window');
  const { page, environment, window } = opened;
  await press(page, 'Install environment');
  await press(page, 'Start');
  await heading(page, 'Ready').waitFor({ timeout: 120_000 });
  await writeFile(join(siteOf(environment), 'launched_app.py'), program);
  return { ...opened, window };
};

/** It takes its time at the end, and has a child of its own. */
const server = `
import signal, subprocess, sys, time
import standin_gamma
subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print("loading")
time.sleep(1)
print("READY")
time.sleep(600)`;

describe('the window', () => {
  test('says why a program does not start, repairs that, launches it, and ends it with the user’s word alone', async () => {
    const { page, environment, complaints, window } = await openInstalled(server);
    const look = async (name: string): Promise<void> => {
      await takeScreenshots(page, `launch-${name}`);
      expect(await accessibilityProblems(page)).toEqual([]);
    };
    await rm(join(siteOf(environment), 'standin_gamma'), { recursive: true, force: true });
    await rm(join(siteOf(environment), 'standin_gamma.py'), { force: true });
    await press(page, 'Launch');
    await heading(page, 'Not launched').waitFor();
    await onScreen(page).getByText('the Python module standin_gamma (standin-gamma) is missing').waitFor();
    await page.getByText('launch-failed/module-missing').waitFor();
    await look('1-failed');

    await press(page, 'Repair environment');
    await heading(page, 'What will be done').waitFor();
    await page
      .getByText(/standin-gamma/)
      .first()
      .waitFor();
    await press(page, 'Start');
    await heading(page, 'Ready').waitFor({ timeout: 120_000 });

    await press(page, 'Launch');
    await heading(page, 'Starting Stand-in stack').waitFor();
    await isRunning(page).waitFor();
    await look('2-running');
    await page.reload();
    await isRunning(page).waitFor();
    await press(page, 'Show log');
    await page.getByText('loading', { exact: true }).waitFor();
    await press(page, 'Stop program');
    await heading(page, 'Stopped').waitFor();
    await look('3-stopped');
    expect(await processesOf(environment)).toEqual([]);
    expect(complaints).toEqual([]);

    // Closing the window over it asks first.
    const program = window.electron.process();
    await press(page, 'Launch again');
    await isRunning(page).waitFor();
    await answerQuestions(window.electron, 0);
    await closeWindow(window);
    await page.waitForTimeout(500);
    await isRunning(page).waitFor();
    expect((await processesOf(environment)).length).toBeGreaterThan(0);
    await answerQuestions(window.electron, 1);
    await closeWindow(window);
    await ended(program);
    expect(await processesOf(environment)).toEqual([]);
  });

  test('offers no repair for what lies outside of the environment', async () => {
    const { page } = await openInstalled('raise OSError(28, "No space left on device")');
    await press(page, 'Launch');
    await heading(page, 'Not launched').waitFor();
    await page.getByText('launch-failed/disk-full').waitFor();
    await onScreen(page).getByText('Free some space, then launch again.').waitFor();
    expect(await page.getByRole('button', { name: 'Repair environment' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Launch again' }).waitFor();
  });
});
