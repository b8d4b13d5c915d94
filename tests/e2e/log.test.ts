import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir, userInfo } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Event } from '../../shared/events.ts';
import { recorded, runStarted } from '../support/recorded-run.ts';
import { zipContent } from '../support/zip-content.ts';
import { hosts } from './support/hosts.ts';
import { askToInstall, heading, press } from './support/steps.ts';

/** Rules of WCAG that the screen breaks, in each of the ways that people look at it. */
const accessibilityProblems = async (page: Page): Promise<string[]> => {
  await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  const found: string[] = [];
  for (const media of [
    { colorScheme: 'light', forcedColors: 'none' },
    { colorScheme: 'dark', forcedColors: 'none' },
    { colorScheme: 'dark', forcedColors: 'active' },
  ] as const) {
    await page.emulateMedia(media);
    const { violations } = await page.evaluate(() => Reflect.get(window, 'axe').run());
    // Forced colours are the user's own.
    if (media.forcedColors === 'none')
      found.push(
        ...violations.map(({ id, nodes }: { id: string; nodes: { html: string }[] }) => `${id}: ${nodes[0]?.html}`),
      );
  }
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
  return found;
};

const count = 30_000;
const token = `hf_${'aB3d'.repeat(9).slice(0, 34)}`;
const name = userInfo().username;

/** A run of long ago with many lines, among them what is private, and no end. */
const keepOldRun = async (home: string, environment: string): Promise<void> => {
  const texts = Array.from({ length: count }, (_, at) => `Line number ${at} of a tool that says much`);
  texts[20_000] = `in ${homedir()}/secret-place as ${name} with HF_TOKEN=${token} and https://ada:S3cretWord@index.example/`;
  const events: Event[] = recorded(
    [
      runStarted({ environment }),
      ...Array.from({ length: 30 }, (_, batch) => ({
        type: 'lines' as const,
        step: 'old-step',
        lines: texts
          .slice(batch * 1000, batch * 1000 + 1000)
          .map((text) => ({ at: 1, level: text.startsWith('in ') ? ('error' as const) : ('output' as const), text })),
      })),
    ],
    { run: '20200101T000000000-00000000' },
  );
  const folder = path.join(home, 'data/runs/20200101T000000000-00000000');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'journal.ndjson'), events.map((event) => `${JSON.stringify(event)}\n`).join(''));
};

const log = (page: Page) => page.getByRole('log', { name: 'Lines' });
/** Whether a line with this text is in sight, not merely in the page. */
const inSight = (page: Page, text: string) =>
  log(page).evaluate((view, wanted) => {
    const rows = [...view.querySelectorAll('[data-position]')];
    const row = rows.find((one) => one.textContent?.includes(wanted));
    if (row === undefined) return false;
    const [inner, outer] = [row.getBoundingClientRect(), view.getBoundingClientRect()];
    return inner.bottom > outer.top + 1 && inner.top < outer.bottom - 1;
  }, text);
const seen = (page: Page, text: string) => expect.poll(() => inSight(page, text), { timeout: 10_000 }).toBe(true);

describe.each(hosts)('the log in the $name', ({ name: host, lacking, open }) => {
  beforeEach(({ skip }) => {
    if (lacking !== null) skip(lacking);
  });

  test('is filtered, searched and scrolled over all lines of every run, and leads to the failure', async () => {
    const { page, home, index, environment, complaints } = await open();
    await keepOldRun(home, environment);
    index.fail({ match: /\/simple\/numpy\//, kind: 'status', status: 404, times: 1000 });
    await askToInstall(page);
    await heading(page, 'Not repaired').waitFor({ timeout: 120_000 });
    const [toLog, toSettings] = await Promise.all(
      ['Log', 'Settings'].map((link) => page.getByRole('button', { name: link, exact: true }).boundingBox()),
    );
    expect((toSettings?.x ?? 0) - (toLog?.x ?? 0) - (toLog?.width ?? 0)).toBeLessThan(20);
    await press(page, 'Log');
    await heading(page, 'Log').waitFor();
    await press(page, 'Go to the failure');
    await seen(page, 'failed');
    expect(await accessibilityProblems(page)).toEqual([]);

    await page.getByRole('combobox', { name: 'Run' }).click();
    await page.getByRole('option', { name: /no end/ }).click();
    await page.getByText(`${(count + 1).toLocaleString('en-GB')} lines`).waitFor({ timeout: 30_000 });
    await page.getByText('This log has no end', { exact: false }).waitFor();
    await page.getByRole('searchbox', { name: 'Search the log' }).fill('NUMBER 2999');
    await page.getByText('1 of 11').waitFor();
    await seen(page, 'Line number 2999 ');
    await press(page, 'Next match');
    await page.getByText('2 of 11').waitFor();
    await seen(page, 'Line number 29990 ');
    await press(page, 'Previous match');
    await press(page, 'Previous match');
    await page.getByText('11 of 11').waitFor();
    await seen(page, 'Line number 29999 ');
    expect(await log(page).locator('mark').first().textContent()).toBe('number 2999');

    await page.getByRole('searchbox', { name: 'Search the log' }).fill('');
    await log(page).focus();
    // A browser passes over a key that comes while it still scrolls to where the last one led.
    const pageDown = async (): Promise<boolean> => {
      await page.keyboard.press('Home');
      await seen(page, 'Line number 0 ');
      await page.keyboard.press('PageDown');
      await page.waitForTimeout(500);
      return inSight(page, 'Line number 20 ');
    };
    await expect.poll(pageDown, { timeout: 10_000, interval: 500 }).toBe(true);
    const end = async (): Promise<boolean> => {
      await page.keyboard.press('End');
      return inSight(page, 'Line number 29999 ');
    };
    await expect.poll(end, { timeout: 10_000, interval: 500 }).toBe(true);
    expect(await log(page).locator('[data-position]').count()).toBeLessThan(200);

    await page.getByRole('combobox', { name: 'Level' }).click();
    await page.getByRole('option', { name: 'Errors', exact: true }).click();
    await page.getByText('1 of 30,001 lines').waitFor();
    await press(page, 'Go to the failure');
    await seen(page, 'secret-place');
    await page.getByText('30,001 lines').waitFor();

    await press(page, 'Back');
    await heading(page, 'Not repaired').waitFor();
    expect(complaints).toEqual([]);
  });

  test('is exported without what is private', async () => {
    const { page, home, environment, window } = await open();
    await keepOldRun(home, environment);
    await heading(page, 'Not installed').waitFor();
    await press(page, 'Log');
    await page.getByRole('combobox', { name: 'Run' }).waitFor();
    await press(page, 'Export logs…');
    await page.getByText('What happened in 2 runs').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    // The list of choices and the dialog lie above what they cover, or these presses reach nothing.
    await page.getByRole('combobox', { name: 'Logs of' }).click();
    await page.getByRole('option', { name: 'All environments' }).click();
    await page.getByRole('option', { name: 'All environments' }).waitFor({ state: 'detached' });
    const covering = await page.evaluate(() => {
      const { left, top } = document.querySelector('.actions button')?.getBoundingClientRect() ?? new DOMRect();
      return document.elementFromPoint(left + 4, top + 4)?.className;
    });
    expect(covering).toMatch(/dialog/);
    const out = path.join(home, 'exported.zip');
    if (window === null) {
      const downloading = page.waitForEvent('download');
      await page.getByRole('link', { name: 'Download' }).click();
      const download = await downloading;
      expect(download.suggestedFilename()).toMatch(/^smart-installer-logs-[\d-]+\.zip$/);
      await download.saveAs(out);
    } else {
      await window.electron.evaluate(({ dialog, shell }, filePath) => {
        dialog.showSaveDialog = async () => ({ canceled: false, filePath });
        shell.showItemInFolder = (shown) => Reflect.set(globalThis, 'shownItem', shown);
      }, out);
      await press(page, 'Choose the place…');
      await page.getByText(/private was taken out in \d+ places/).waitFor();
      await press(page, 'Show in folder');
      await expect.poll(() => window.electron.evaluate(() => Reflect.get(globalThis, 'shownItem'))).toBe(out);
    }
    const content = await zipContent(out);
    const journal = content['runs/20200101T000000000-00000000/journal.ndjson'] ?? '';
    expect(journal).toContain('~/secret-place');
    expect(journal).toContain('Line number 29999 ');
    for (const [file, text] of Object.entries(content))
      for (const secret of [`${homedir()}/`, token, 'S3cretWord', ...(name === 'root' ? [] : [name])])
        expect(text.includes(secret), `${secret} in ${file} of the ${host}`).toBe(false);
  });
});

describe.each(hosts)('an export in the $name', ({ lacking, open }) => {
  beforeEach(({ skip }) => {
    if (lacking !== null) skip(lacking);
  });

  test('is not written where the user closes the dialog', async ({ skip }) => {
    const { page, window } = await open();
    if (window === null) skip('the dialog is the browser’s');
    await heading(page, 'Not installed').waitFor();
    await window?.electron.evaluate(({ dialog }) => {
      dialog.showSaveDialog = async () => ({ canceled: true, filePath: '' });
    });
    await press(page, 'Log');
    await press(page, 'Export logs…');
    await press(page, 'Choose the place…');
    await page.getByRole('button', { name: 'Choose the place…' }).waitFor();
    await press(page, 'Cancel');
    await page.getByRole('alertdialog').waitFor({ state: 'detached' });
  });
});
