import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright';

/** Rules of WCAG that the screen breaks, each with the first place. */
export const accessibilityProblems = async (page: Page): Promise<string[]> => {
  if (await page.evaluate(() => !Reflect.has(window, 'axe')))
    await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  // Of what is in order nobody reads, and to describe it takes most of the time.
  const { violations } = await page.evaluate(() =>
    Reflect.get(window, 'axe').run({ resultTypes: ['violations'], selectors: false }),
  );
  return violations.map(({ id, nodes }: { id: string; nodes: { html: string }[] }) => `${id}: ${nodes[0]?.html}`);
};
