import { mkdtemp, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeFolders } from '../../../../electron/engine/tools/make-folders.ts';
import { isRealFolder } from '../../../../electron/engine/tools/own-folder.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'folders ü '));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('makes what is absent, and says whether it was', async () => {
  const path = join(folder, 'a', 'b', 'c');
  expect(await makeFolders(path)).toBe(true);
  expect(await isRealFolder(path)).toBe(true);
  expect(await makeFolders(path)).toBe(false);
  expect(await makeFolders(join(path, 'd'))).toBe(true);
});

test('gives every new folder the mode', async (context) => {
  if (process.platform === 'win32') return context.skip('Windows has no modes');
  await makeFolders(join(folder, 'a', 'b'), { mode: 0o700 });
  for (const path of [join(folder, 'a'), join(folder, 'a', 'b')]) expect((await stat(path)).mode & 0o777).toBe(0o700);
});

test('several at once do not disturb each other', async () => {
  const paths = ['x', 'y', 'z'].map((name) => join(folder, 'deep', 'deeper', name));
  await Promise.all([...paths, ...paths].map((path) => makeFolders(path)));
  for (const path of paths) expect(await isRealFolder(path)).toBe(true);
});

test('is not disturbed by somebody who takes the folder away all the time', async () => {
  const path = join(folder, 'here and gone');
  let going = true;
  const removers = Array.from({ length: 3 }, async () => {
    while (going) await rmdir(path).catch(() => undefined);
  });
  try {
    for (let round = 0; round < 2000; round += 1) await makeFolders(path);
  } finally {
    going = false;
    await Promise.all(removers);
  }
});

test('throws where a file is in the way', async () => {
  await writeFile(join(folder, 'file'), '');
  await expect(makeFolders(join(folder, 'file'))).rejects.toMatchObject({ code: 'EEXIST' });
  await expect(makeFolders(join(folder, 'file', 'below'))).rejects.toMatchObject({ code: 'ENOTDIR' });
});

test('comes to an end where the system says that an existing folder is absent', async (context) => {
  if (process.platform !== 'linux') return context.skip('needs /proc');
  await expect(makeFolders('/proc/smart-installer-test/below')).rejects.toMatchObject({ code: 'ENOENT' });
});
