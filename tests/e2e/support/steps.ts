import type { Locator, Page } from 'playwright';
import { expect } from 'vitest';
import type { OpenProduct } from './hosts.ts';

/** What a user does and sees, by the names that they read or hear. */

export const heading = (page: Page, name: string | RegExp): Locator => page.getByRole('heading', { level: 1, name });

export const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();

/** The first look at an environment that does not exist yet, with the small profile chosen. */
export const chooseCore = async (page: Page): Promise<void> => {
  await heading(page, 'Not installed').waitFor();
  await page.getByRole('combobox', { name: 'Packages' }).click();
  await page.getByRole('option', { name: 'Core only' }).click();
  await page.getByRole('combobox', { name: 'Packages' }).filter({ hasText: 'Core only' }).waitFor();
  await heading(page, 'Not installed').waitFor();
};

/** From the first screen to a repair that was asked for, which may end at once. */
export const askToInstall = async (page: Page, meanwhile: () => void = () => undefined): Promise<void> => {
  await chooseCore(page);
  await press(page, 'Install environment');
  await heading(page, 'What will be done').waitFor();
  meanwhile();
  await press(page, 'Start');
};

/** The same to a repair at work. `meanwhile` is done while the plan is looked at, whose sizes the index told. */
export const startInstalling = async (page: Page, meanwhile: () => void): Promise<void> => {
  await askToInstall(page, meanwhile);
  await heading(page, 'Installing').waitFor();
};

/** A repair that is at work for as long as the index keeps it waiting. */
export const startEndlessInstall = async ({ page, index }: Pick<OpenProduct, 'page' | 'index'>): Promise<void> => {
  let before = 0;
  const asked = () => index.requests.filter((request) => request === 'GET /simple/numpy/').length;
  await startInstalling(page, () => {
    before = asked();
    index.fail({ match: /\/simple\/numpy\//, kind: 'stall', afterBytes: 10 });
  });
  await expect.poll(asked, { timeout: 60_000 }).toBeGreaterThan(before);
};
