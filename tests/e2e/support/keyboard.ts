import type { Locator, Page } from 'playwright';
import { expect } from 'vitest';

/** What a user does who has no mouse. Each stop on the way must be seen. */

interface Stop {
  /** The element in a few words, for a person who reads why a test failed. */
  what: string;
  isBody: boolean;
  /** False for a heading to which the application itself takes the focus when a screen changes. */
  isStop: boolean;
  /** Its outline's width in px; 0 where there is none. */
  outline: number;
  /** Of the outline to what is behind it, as WCAG reckons. */
  contrast: number;
}

const stopOf = (page: Page): Promise<Stop> =>
  page.evaluate(() => {
    const at = document.activeElement ?? document.body;
    const channels = (colour: string): number[] => (colour.match(/[\d.]+/g) ?? []).map(Number);
    const light = (colour: string): number => {
      const [r = 0, g = 0, b = 0] = channels(colour)
        .slice(0, 3)
        .map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const behind = (element: Element | null): string => {
      for (let one = element; one !== null; one = one.parentElement) {
        const { backgroundColor } = getComputedStyle(one);
        if ((channels(backgroundColor)[3] ?? 1) > 0) return backgroundColor;
      }
      return 'rgb(255, 255, 255)';
    };
    const style = getComputedStyle(at);
    const [bright = 0, dark = 0] = [light(style.outlineColor), light(behind(at.parentElement))].sort((a, b) => b - a);
    return {
      what: `${at.tagName.toLowerCase()} ${(at.getAttribute('aria-label') ?? at.textContent ?? '').trim().slice(0, 40)}`,
      isBody: at === document.body,
      isStop: at instanceof HTMLElement && at.tabIndex >= 0,
      outline: style.outlineStyle === 'none' ? 0 : Number.parseFloat(style.outlineWidth),
      contrast: (bright + 0.05) / (dark + 0.05),
    };
  });

const isFocused = (target: Locator): Promise<boolean> =>
  target.evaluateAll((elements) => elements.some((element) => element === document.activeElement));

/** More stops than any screen has. */
const stopsAtMost = 60;

/** Goes on by Tab (or back by Shift+Tab) until the target has the focus. Every stop must be seen, and only once a round may there be none. */
export const goTo = async (page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> => {
  await target.first().waitFor();
  let ends = 0;
  const seen: string[] = [];
  for (let count = 0; count < stopsAtMost; count += 1) {
    if (await isFocused(target)) return;
    await page.keyboard.press(key);
    const stop = await stopOf(page);
    seen.push(stop.what);
    if (stop.isBody) {
      // After the last stop comes the window itself, and then the first one.
      ends += 1;
      if (ends > 1) break;
      continue;
    }
    // The screen has changed under the key that was just pressed.
    if (!stop.isStop) continue;
    expect(stop, 'the focus must be seen').toMatchObject({ outline: expect.closeTo(2, 0) });
    expect(stop.contrast, `the outline of ${stop.what}`).toBeGreaterThanOrEqual(3);
  }
  throw new Error(`the keyboard does not reach ${target}: ${seen.join(' · ')}`);
};

/** Goes to a button and presses it. */
export const pressByKey = async (page: Page, name: string, key: 'Enter' | 'Space' = 'Enter'): Promise<void> => {
  await goTo(page, page.getByRole('button', { name, exact: true }));
  await page.keyboard.press(key);
};

/** The focus is on something: a key that is pressed now goes somewhere. */
export const expectFocus = (page: Page): Promise<void> =>
  expect.poll(async () => (await stopOf(page)).what, { timeout: 3000 }).not.toMatch(/^body/);
