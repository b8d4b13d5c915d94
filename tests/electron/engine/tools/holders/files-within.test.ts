import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { filesWithin } from '../../../../../electron/engine/tools/holders/files-within.ts';
import { posixTest } from '../../../../support/platform-tests.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'within '));
  await mkdir(join(root, 'env', 'a', 'b'), { recursive: true });
  for (const file of ['env/a/1.py', 'env/a/2.PYD', 'env/a/b/3.dll', 'env/4.txt', 'outside.exe'])
    await writeFile(join(root, file), '');
});

afterEach(() => rm(root, { recursive: true }));

const within = async (...paths: string[]): Promise<string[]> => {
  const found = await filesWithin(
    paths.map((path) => join(root, path)),
    () => false,
  );
  return found.map((path) => relative(root, path).replaceAll('\\', '/'));
};

test('files of folders and single ones are found, native code first', async () => {
  const found = await within('env');
  expect(found.slice(0, 2)).toEqual(['env/a/2.PYD', 'env/a/b/3.dll']);
  expect(found.slice(2).sort()).toEqual(['env/4.txt', 'env/a/1.py']);
  expect(await within('env/4.txt', 'env/a/b', 'gone')).toEqual(['env/a/b/3.dll', 'env/4.txt']);
});

posixTest('a link is not followed', async () => {
  await symlink(root, join(root, 'env', 'link'));
  await symlink(join(root, 'outside.exe'), join(root, 'env', 'link.exe'));
  expect(await within('env')).toHaveLength(4);
  expect(await within('env/link', 'env/link.exe')).toEqual([]);
});

test('at the end of the time what was found is answered', async () => {
  expect(await filesWithin([join(root, 'env/4.txt'), join(root, 'env/a')], () => true)).toEqual([
    join(root, 'env/4.txt'),
  ]);
});
