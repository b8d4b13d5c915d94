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
