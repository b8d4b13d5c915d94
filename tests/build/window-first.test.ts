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

const builtChunks = async (): Promise<string[]> => {
  await ensureBuilt();
  return readdir(path.join(dist, 'chunks'));
};

const codeOf = async (chunk: string): Promise<string> => [...(await loadedWith(`chunks/${chunk}`)).values()].join('\n');

test('the window opens before schemas and words are loaded', async () => {
  const mains = (await builtChunks()).filter((name) => /^main-.*\.cjs$/.test(name));
  const contents = await Promise.all(mains.map((name) => readFile(path.join(dist, 'chunks', name), 'utf8')));
  const window = mains[contents.findIndex((text) => text.includes('registerSchemesAsPrivileged'))];
  if (window === undefined) throw new Error('no chunk registers the page’s scheme');
  expect((await loadedWith(`chunks/${window}`)).size).toBeGreaterThan(1);
  const whole = await codeOf(window);
  expect(whole).not.toMatch(/ZodError/);
  expect(whole.length).toBeLessThan(100_000);
});

test('what stands behind the page has its first answer before schemas are loaded, too', async () => {
  const sessions = (await builtChunks()).filter((name) => name.startsWith('desktop-session-'));
  expect(sessions).toHaveLength(1);
  const whole = await codeOf(sessions[0] ?? '');
  expect(whole).toContain('snapshot');
  expect(whole).not.toMatch(/ZodError/);
});
