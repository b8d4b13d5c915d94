import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as plain, vi } from 'vitest';
import { type Holder, hold, type Kind } from './holder.ts';
import { startWindows, type Windows } from './windows.ts';
import { findWine } from './wine.ts';

/** What a test under Windows' rules gets; all that it started ends with it. */
interface Fixtures {
  /** Made once for a file of tests. */
  bundled: Windows | { missing: string };
  windows: Windows;
  /** Empty, with a name that Windows knows too. */
  folder: string;
  hold: (kind: Kind, folder: string) => Promise<Holder>;
}

/** A dozen starts of Wine in one test take long on a busy machine. */
vi.setConfig({ testTimeout: 90_000 });

/** A test that runs the product's code under Wine, and says why it is skipped where there is none. */
export const wineTest = plain.extend<Fixtures>({
  bundled: [
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern what a fixture needs
    async ({}, use) => {
      const found = findWine();
      const windows = 'missing' in found ? found : await startWindows(found.wine);
      await use(windows);
      if ('close' in windows) await windows.close();
    },
    { scope: 'file' },
  ],
  windows: [
    async ({ bundled, skip }, use) => {
      if ('missing' in bundled) return skip(bundled.missing);
      await use(bundled);
    },
    { auto: true },
  ],
  folder: async ({ task: _ }, use) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'windows-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
  hold: async ({ windows }, use) => {
    const holders: Holder[] = [];
    await use(async (kind, folder) => {
      const holder = await hold(windows.wine, kind, folder);
      holders.push(holder);
      return holder;
    });
    for (const holder of holders) await holder.release();
  },
});
