import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ensureBuilt } from '../../build/bundle.mjs';

const dist = path.resolve(import.meta.dirname, '../../dist');

/** The scripts that this one loads at once; those that are loaded later are inside of a function. */
const loadedWith = async (file: string, found = new Map<string, string>()): Promise<Map<string, string>> => {
  const text = await readFile(path.join(dist, file), 'utf8');
  found.set(file, text);
  for (const [, name] of text.matchAll(/^(?:const|let|var) \w+ = require\(["']\.\/([^"']+\.cjs)["']\)/gm))
    if (name !== undefined && !found.has(`chunks/${name}`)) await loadedWith(`chunks/${name}`, found);
  return found;
};

test('the window opens before schemas and words are loaded', async () => {
  await ensureBuilt();
  const mains = (await readdir(path.join(dist, 'chunks'))).filter((name) => /^main-.*\.cjs$/.test(name));
  const contents = await Promise.all(mains.map((name) => readFile(path.join(dist, 'chunks', name), 'utf8')));
  const window = mains[contents.findIndex((text) => text.includes('registerSchemesAsPrivileged'))];
  expect(window).toBeDefined();
  const loaded = await loadedWith(`chunks/${window}`);
  expect(loaded.size).toBeGreaterThan(1);
  const whole = [...loaded.values()].join('\n');
  expect(whole).not.toMatch(/ZodError/);
  expect(whole.length).toBeLessThan(100_000);
});
