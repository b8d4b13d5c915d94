import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ensureBuilt } from '../../build/bundle.mjs';
import { de } from '../../shared/wording/de.ts';
import { en } from '../../shared/wording/en.ts';
import { zhHans } from '../../shared/wording/zh-hans.ts';

test('the page brings no schema library: its checks by generated code are what the page’s policy forbids', async () => {
  await ensureBuilt();
  const folder = path.resolve(import.meta.dirname, '../../dist/renderer/assets');
  const scripts = (await readdir(folder)).filter((name) => name.endsWith('.js'));
  expect(scripts.length).toBeGreaterThan(0);
  for (const name of scripts) expect(await readFile(path.join(folder, name), 'utf8')).not.toMatch(/ZodError|zod/);
});

test('the page’s first script is what the first screen needs; lists, dialogs, the other screens and the other languages come later', async () => {
  await ensureBuilt();
  const folder = path.resolve(import.meta.dirname, '../../dist/renderer');
  const html = await readFile(path.join(folder, 'index.html'), 'utf8');
  const scripts = (await readdir(path.join(folder, 'assets'))).filter((name) => name.endsWith('.js'));
  const rest = scripts.filter((name) => name.startsWith('rest-parts-'));
  expect(rest).toHaveLength(1);
  expect(html).not.toContain(rest[0]);
  const first = await Promise.all(
    scripts.filter((name) => html.includes(name)).map((name) => readFile(path.join(folder, 'assets', name), 'utf8')),
  );
  const whole = first.join('\n');
  expect(whole).toContain('createRoot');
  expect(whole).not.toContain('alertdialog');
  expect(whole).toContain(en.page.checking.title);
  const parts = await Promise.all(scripts.map((name) => readFile(path.join(folder, 'assets', name), 'utf8')));
  for (const { page } of [de, zhHans]) {
    expect(whole).not.toContain(page.checking.title);
    expect(parts.filter((text) => text.includes(page.checking.title))).toHaveLength(1);
  }
  expect(whole.length).toBeLessThan(380_000);
});
