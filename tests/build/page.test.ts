import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ensureBuilt } from '../../build/bundle.mjs';

test('the page brings no schema library: its checks by generated code are what the page’s policy forbids', async () => {
  await ensureBuilt();
  const folder = path.resolve(import.meta.dirname, '../../dist/renderer/assets');
  const scripts = (await readdir(folder)).filter((name) => name.endsWith('.js'));
  expect(scripts.length).toBeGreaterThan(0);
  for (const name of scripts) expect(await readFile(path.join(folder, name), 'utf8')).not.toMatch(/ZodError|zod/);
});

test('the page’s first script is what the first screen needs; lists, dialogs and the other screens come later', async () => {
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
  expect(whole.length).toBeLessThan(500_000);
});
