import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { pythonIn } from '../support/cli.ts';
import { siteOf } from '../support/damaged-environment.ts';
import { isRunning, startPrograms } from '../support/started.ts';
import { hosts } from './support/hosts.ts';
import { expectFocus, goTo, pressByKey } from './support/keyboard.ts';
import { heading } from './support/steps.ts';

const started = startPrograms();
afterEach(started.end);

describe.each(hosts)('with the keyboard alone, in the $name', ({ lacking, open }) => {
  beforeEach(({ skip }) => {
    if (lacking !== null) skip(lacking);
  });

  test('an environment is installed through two waits, damaged, and repaired in spite of a program', async ({
    skip,
  }) => {
    if (process.platform !== 'linux') skip('holds a file as a program on Linux does');
    const { page, environment, index, complaints } = await open();
    const { keyboard } = page;
    await heading(page, 'Not installed').waitFor();
    const profile = page.getByRole('combobox', { name: 'Packages' });
    await goTo(page, profile);
    await keyboard.press('Enter');
    const core = page.getByRole('option', { name: 'Core only' });
    await core.waitFor();
    for (let tries = 0; tries < 5; tries += 1) {
      if (await core.evaluate((option) => option === document.activeElement)) break;
      await keyboard.press('ArrowDown');
      await page.waitForTimeout(50);
    }
    await keyboard.press('Enter');
    await profile.filter({ hasText: 'Core only' }).waitFor();
    await heading(page, 'Not installed').waitFor();
    await expectFocus(page);

    await pressByKey(page, 'Install environment');
    await heading(page, 'What will be done').waitFor();
    await expectFocus(page);
    await pressByKey(page, 'Back', 'Space');
    await heading(page, 'Not installed').waitFor();
    await expectFocus(page);
    await pressByKey(page, 'Install environment', 'Space');
    await heading(page, 'What will be done').waitFor();
    await page.getByRole('button', { name: 'Start', exact: true }).waitFor();
    // Each attempt asks twice: the installer, and then we, to tell why it failed.
    index.fail({ match: /\/simple\/numpy\//, kind: 'status', status: 503, times: 4 });
    await pressByKey(page, 'Start');
    await heading(page, 'Installing').waitFor();
    await expectFocus(page);
    await page.getByText('attempt 3 of 3').first().waitFor();
    await pressByKey(page, 'Retry now');
    await page.getByRole('timer', { name: 'Trying again' }).waitFor({ state: 'detached', timeout: 3500 });
    await expectFocus(page);
    await goTo(page, page.getByRole('button', { name: 'Stop', exact: true }), 'Shift+Tab');
    await heading(page, 'Ready').waitFor({ timeout: 120_000 });
    await expectFocus(page);

    const site = siteOf(environment);
    const pid = await started.holding(join(site, 'numpy/__init__.py'), 'open', { program: pythonIn(environment) });
    const [info = ''] = readdirSync(site).filter((one) => /^numpy-.*\.dist-info$/.test(one));
    rmSync(join(site, info, 'METADATA'));
    await pressByKey(page, 'Done');
    await heading(page, 'Needs repair').waitFor();
    await expectFocus(page);
    await pressByKey(page, 'Repair environment');
    await heading(page, 'What will be done').waitFor();
    await pressByKey(page, 'Start', 'Space');
    const dialog = page.getByRole('alertdialog');
    await dialog.getByText(`process ${pid}`).waitFor({ timeout: 60_000 });
    await expectFocus(page);
    await keyboard.press('Escape');
    await keyboard.press('Enter');
    expect(await isRunning(pid)).toBe(true);
    await goTo(page, dialog.getByRole('button', { name: 'End program' }));
    await keyboard.press('Space');
    await heading(page, 'Ready').waitFor({ timeout: 120_000 });
    await expectFocus(page);
    expect(await isRunning(pid)).toBe(false);
    expect(complaints).toEqual([]);
  });
});
