import type { Page } from 'playwright';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Snapshot } from '../../shared/contract.ts';
import { isLong } from '../support/platform-tests.ts';
import { recordedRuns, snapshotOf } from '../support/recorded-runs.ts';
import { settingsStates } from '../support/settings-states.ts';
import { accessibilityProblems } from './support/accessibility.ts';
import { type Host, hosts } from './support/hosts.ts';
import { showRecorded } from './support/show-recorded.ts';
import { heading, press } from './support/steps.ts';
import { whyNoWindow } from './support/window-app.ts';

type Media = Parameters<Page['emulateMedia']>[0];

const looks: [name: string, media: Media][] = [
  ['light', { colorScheme: 'light', forcedColors: 'none' }],
  ['dark', { colorScheme: 'dark', forcedColors: 'none' }],
  ['forced colours', { colorScheme: 'dark', forcedColors: 'active' }],
];

const screens: [name: string, snapshot: Snapshot][] = [
  ...recordedRuns.map((name): [string, Snapshot] => [name, snapshotOf(name)]),
  ...Object.entries(settingsStates),
];

/** What moves by itself although the user wants nothing to. */
const movements = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    document
      .getAnimations()
      .filter(({ playState }) => playState === 'running')
      .map((animation) => (animation instanceof CSSAnimation ? animation.animationName : animation.constructor.name)),
  );

/** Pixels that are beyond the right edge of a window of 720 px at 200 %; what it lacks or has too much of that width counts, too. */
const cutOff = async (page: Page): Promise<number> => {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 360, height: 360 });
  const pixels = await page.evaluate(
    () =>
      document.documentElement.scrollWidth - document.documentElement.clientWidth + Math.abs(window.innerWidth - 360),
  );
  await page.setViewportSize(before ?? { width: 960, height: 720 });
  return pixels;
};

/** The page is drawn by the same engine as the window, from the same files: what all looks show there is seen once. */
const looksIn = (host: Host): typeof looks =>
  isLong || host.name === 'window' || whyNoWindow() !== null ? looks : looks.slice(0, 1);

describe.each(hosts)('every screen, in the $name', (host) => {
  const { lacking, open } = host;
  beforeEach(({ skip }) => {
    if (lacking !== null) skip(lacking);
  });

  // A hundred looks by axe: minutes on a busy machine.
  test('can be used by everybody: contrast, names, no movement where none is wanted, and at 200 %', {
    timeout: 600_000,
  }, async () => {
    const opened = await open();
    const { page } = opened;
    await heading(page, 'Not installed').waitFor();
    const problems: string[] = [];
    const usual: string[] = [];
    for (const [name, snapshot] of screens) {
      await showRecorded(opened, snapshot);
      if (name in settingsStates) await press(page, 'Settings');
      for (const [look, media] of looksIn(host)) {
        await page.emulateMedia(media);
        // The user's own colours are not the page's to judge.
        const found = await accessibilityProblems(page);
        problems.push(
          ...found
            .filter((problem) => look !== 'forced colours' || !problem.startsWith('color-contrast'))
            .map((problem) => `${name}, ${look}: ${problem}`),
        );
      }
      usual.push(...(await movements(page)));
      await page.emulateMedia({ ...looks[0]?.[1], reducedMotion: 'reduce' });
      for (const moving of await movements(page)) problems.push(`${name}: ${moving} moves`);
      await page.emulateMedia({ reducedMotion: 'no-preference' });
      const pixels = await cutOff(page);
      if (pixels > 0) problems.push(`${name}: ${pixels} px are cut off at 200 %`);
    }
    expect(problems).toEqual([]);
    // Else nothing was looked for above.
    expect(usual).not.toEqual([]);
  });
});
