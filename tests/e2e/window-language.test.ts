import { beforeEach, expect, test } from 'vitest';
import { product } from './support/product.ts';
import { heading } from './support/steps.ts';
import { startWindowApp, whyNoWindow } from './support/window-app.ts';

// Windows and macOS keep the user's languages where no variable reaches.
const lacking = process.platform === 'linux' ? whyNoWindow() : 'only Linux names its languages in variables';
beforeEach(({ skip }) => {
  if (lacking !== null) skip(lacking);
});

test.each([
  ['de_DE.UTF-8', 'de', 'Nicht installiert', 'Umgebung installieren', 'Ansicht'],
  ['zh_CN.UTF-8', 'zh-Hans', '未安装', '安装环境', '视图'],
])('with %s the window, its page and its menu speak %s', async (locale, language, title, button, menu) => {
  const window = await startWindowApp({ app: product, env: { LC_ALL: locale, LANGUAGE: locale } });
  try {
    await heading(window.page, title).waitFor();
    await window.page.getByRole('button', { name: button }).waitFor();
    expect(await window.page.evaluate(() => document.documentElement.lang)).toBe(language);
    expect(
      await window.electron.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label)),
    ).toContain(menu);
  } finally {
    await window.stop();
  }
});
