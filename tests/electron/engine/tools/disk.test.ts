import { mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDisk } from '../../../../electron/engine/tools/disk.ts';

const disk = createDisk();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'disk '));
});
afterAll(() => rm(folder, { recursive: true }));

/** Other programs write meanwhile: within 1 GB it is the same volume's figure. */
const expectFreeOf = async (found: number | null) => {
  const { bavail, bsize } = await statfs(folder);
  expect(found).not.toBeNull();
  expect(Math.abs((found ?? 0) - bavail * bsize)).toBeLessThan(1e9);
};

test('says what this user may still write', async () => {
  await expectFreeOf(await disk.freeBytes(folder));
});

test('answers for the nearest folder above where the path does not exist yet', async () => {
  await expectFreeOf(await disk.freeBytes(join(folder, 'not', 'yet', 'there')));
});

test('answers for a path below a file', async () => {
  const file = join(folder, 'file');
  await writeFile(file, '');
  await expectFreeOf(await disk.freeBytes(join(file, 'below')));
});

test('knows what is on one volume, also where a path does not exist yet', async () => {
  expect(await disk.isSameVolume(folder, join(folder, 'not', 'yet', 'there'))).toBe(true);
  expect(await disk.isSameVolume(folder, `${folder}\0`)).toBe(false);
});

test('knows two volumes from each other', async (context) => {
  if (process.platform !== 'linux') context.skip('needs /proc');
  expect(await disk.isSameVolume(folder, '/proc/self')).toBe(false);
});

test('is null for what is no path', async () => {
  expect(await disk.freeBytes(`${folder}\0`)).toBeNull();
});
