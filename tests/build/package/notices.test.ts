import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { noticesText, partsOf } from '../../../build/package/notices.mjs';

const packages = async (): Promise<string> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'packages-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
};

const place = async (folder: string, name: string, license: string | undefined, text: string | null) => {
  const own = path.join(folder, name);
  await mkdir(own, { recursive: true });
  await writeFile(path.join(own, 'package.json'), JSON.stringify({ name, version: '1.0.0', license }));
  if (text !== null) await writeFile(path.join(own, 'LICENCE.md'), text);
  return own;
};

test('each package is named once, with its licence', async () => {
  const folder = await packages();
  const [a, b] = [await place(folder, '@x/b', 'MIT', 'Text of b'), await place(folder, 'a', 'ISC', 'Text of a')];
  const parts = await partsOf([a, b, a]);
  expect(parts.map(({ name, purl }) => [name, purl])).toEqual([
    ['@x/b', 'pkg:npm/%40x/b@1.0.0'],
    ['a', 'pkg:npm/a@1.0.0'],
  ]);
  expect(noticesText(parts)).toContain('a 1.0.0 (ISC)');
  expect(noticesText(parts)).toContain('Text of b');
});

test('a package without a licence fails the build, by name', async () => {
  const folder = await packages();
  const without = [await place(folder, 'silent', 'MIT', null), await place(folder, 'unnamed', undefined, 'Text')];
  await expect(partsOf(without)).rejects.toThrow('silent 1.0.0, unnamed 1.0.0');
});
