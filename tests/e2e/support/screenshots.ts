import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright';
import { product } from './product.ts';

const folder = path.join(product, 'out/screenshots');

/**
 * Writes the screen in light and in dark to out/screenshots/NAME-light.png and NAME-dark.png, for
 * people to look at. Answers their paths.
 */
export const takeScreenshots = async (page: Page, name: string): Promise<string[]> => {
  await mkdir(folder, { recursive: true });
  const files: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const file = path.join(folder, `${name}-${colorScheme}.png`);
    await page.screenshot({ path: file });
    files.push(file);
  }
  await page.emulateMedia({ colorScheme: null });
  return files;
};
