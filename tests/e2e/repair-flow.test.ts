import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { foldOf, pythonIn } from '../support/cli.ts';
import { siteOf } from '../support/damaged-environment.ts';
import { isRunning, startPrograms } from '../support/started.ts';
import { accessibilityProblems } from './support/accessibility.ts';
import { hosts } from './support/hosts.ts';
import { lastJournal } from './support/last-journal.ts';
import { takeScreenshots } from './support/screenshots.ts';
import { askToInstall, chooseCore, heading, press, startEndlessInstall, startInstalling } from './support/steps.ts';

const started = startPrograms();
afterEach(started.end);

const countdown = (page: Page) => page.getByRole('timer', { name: 'Trying again' });

describe.each(hosts)('in the $name', ({ name, lacking, open }) => {
  beforeEach(({ skip }) => {
    if (lacking !== null) skip(lacking);
  });

  test('an environment is installed, proven, and then found healthy', async () => {
    // Once with each installer; all other tests have uv, as an installed copy does.
    const { page, environment, index, home } = await open({ uv: name === 'window' });
    const look = async (screen: string): Promise<void> => {
      await takeScreenshots(page, `${name}-${screen}`);
      expect(await accessibilityProblems(page)).toEqual([]);
    };
    await chooseCore(page);
    await look('1-not-installed');

    await press(page, 'Install environment');
    await heading(page, 'What will be done').waitFor();
    await look('2-plan');
    expect(existsSync(environment)).toBe(false);

    index.fail({ match: /\/simple\/numpy\//, kind: 'delay', ms: 3000 });
    await press(page, 'Start');
    await page.getByRole('listitem', { name: 'Find the right versions' }).getByText('working').waitFor();
    await press(page, 'Show log');
    await look('3-progress');

    await heading(page, 'Ready').waitFor({ timeout: 120_000 });
    await page.getByText('NumPy, sympy and fsspec import.').waitFor();
    await look('4-outcome');
    execFileSync(pythonIn(environment), ['-I', '-c', 'import numpy, sympy, fsspec'], { stdio: 'pipe' });
    const withoutUv = (await lastJournal(home)).some(
      (event) => event.type === 'step-noted' && event.note === 'backend-fallback',
    );
    expect(withoutUv).toBe(name === 'page');

    await press(page, 'Done');
    await page.getByRole('button', { name: 'Check again' }).waitFor();
    await heading(page, 'Ready').waitFor();
    await look('5-healthy');
  });

  test('a countdown runs to its end, and the next one is cut short', async () => {
    const { page, index } = await open();
    await startInstalling(page, () =>
      // Each attempt asks twice: the installer, and then we, to tell why it failed.
      index.fail({ match: /\/simple\/numpy\//, kind: 'status', status: 503, times: 4 }),
    );
    await countdown(page).waitFor();
    await takeScreenshots(page, `${name}-6-countdown`);
    await page.getByText('attempt 2 of 3').first().waitFor();
    // Nobody presses anything: the wait of 2 s ends by itself, and the wait of 4 s begins.
    await page.getByText('attempt 3 of 3').first().waitFor();
    await countdown(page).waitFor();
    const pressed = Date.now();
    await press(page, 'Retry now');
    await countdown(page).waitFor({ state: 'detached', timeout: 3000 });
    expect(Date.now() - pressed).toBeLessThan(3000);
    await heading(page, 'Ready').waitFor({ timeout: 120_000 });
  });

  test('a page that is reloaded in the middle misses nothing', async () => {
    const { page, index, home, complaints } = await open();
    await startInstalling(page, () => index.fail({ match: /\/simple\/numpy\//, kind: 'delay', ms: 6000 }));
    await page.getByRole('listitem', { name: 'Find the right versions' }).getByText('working').waitFor();
    await page.reload();
    await heading(page, 'Installing').waitFor();
    await page.getByRole('listitem', { name: 'Check this computer' }).getByText('done').waitFor();
    await page.reload();
    await heading(page, 'Ready').waitFor({ timeout: 120_000 });
    await press(page, 'Show log');
    const journal = foldOf(await lastJournal(home));
    await page.getByRole('region', { name: 'Log' }).getByText(`${journal.log.total} lines`).waitFor();
    expect(complaints).toEqual([]);
  });

  test('a run is stopped and leaves nothing half done', async () => {
    const opened = await open();
    const { page, environment } = opened;
    await startEndlessInstall(opened);
    await press(page, 'Stop');
    await heading(page, 'Stopped').waitFor({ timeout: 10_000 });
    await takeScreenshots(page, `${name}-7-stopped`);
    expect(existsSync(pythonIn(environment))).toBe(false);
    await press(page, 'Try again');
    await heading(page, 'Ready').waitFor({ timeout: 120_000 });
  });

  test('a program that uses files is ended with the user’s word alone; until then the run waits', async ({ skip }) => {
    if (process.platform !== 'linux') skip('holds a file as a program on Linux does');
    const { page, environment, complaints } = await open();
    await askToInstall(page);
    await heading(page, 'Ready').waitFor({ timeout: 120_000 });
    const site = siteOf(environment);
    const pid = await started.holding(join(site, 'numpy/__init__.py'), 'open', { program: pythonIn(environment) });
    const [info = ''] = readdirSync(site).filter((one) => /^numpy-.*\.dist-info$/.test(one));
    rmSync(join(site, info, 'METADATA'));
    await press(page, 'Done');
    await press(page, 'Check again');
    await press(page, 'Repair environment');
    await press(page, 'Start');

    const dialog = page.getByRole('alertdialog');
    await dialog.getByText(`process ${pid}`).waitFor({ timeout: 60_000 });
    await takeScreenshots(page, `${name}-9-program`);
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.reload();
    await dialog.getByText(`process ${pid}`).waitFor();
    expect(await isRunning(pid)).toBe(true);
    await dialog.getByRole('button', { name: 'End program' }).click();
    await heading(page, 'Ready').waitFor({ timeout: 120_000 });
    expect(await isRunning(pid)).toBe(false);
    expect(complaints).toEqual([]);
  });

  test('a failure says what happened and what to do, with its code', async () => {
    const { page, index } = await open();
    index.fail({ match: /\/simple\/numpy\//, kind: 'status', status: 404, times: 1000 });
    await askToInstall(page);
    await heading(page, 'Not repaired').waitFor({ timeout: 120_000 });
    await page.getByText('package-not-found').waitFor();
    await press(page, 'Copy code');
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    await takeScreenshots(page, `${name}-8-failed`);
    expect(await accessibilityProblems(page)).toEqual([]);
  });
});
