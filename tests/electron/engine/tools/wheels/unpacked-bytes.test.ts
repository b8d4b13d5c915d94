import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { unpackedBytesOf } from '../../../../../electron/engine/tools/wheels/unpacked-bytes.ts';
import { buildWheel } from '../../../../support/wheel.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unpacked-bytes-'));
  path = join(folder, 'made-1.0-py3-none-any.whl');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const writeWheel = async (files: Record<string, string>): Promise<number> => {
  const { bytes } = buildWheel({ name: 'made', version: '1.0', files });
  await writeFile(path, bytes);
  return bytes.length;
};

/** METADATA, WHEEL, RECORD and the like, each in one block. */
const ownBlocks = async (): Promise<number> => {
  await writeWheel({});
  return unpackedBytesOf(path);
};

test('each file takes whole blocks', async () => {
  const own = await ownBlocks();
  await writeWheel({ 'made/a.py': 'x', 'made/b.py': 'x'.repeat(4096), 'made/c.py': 'x'.repeat(4097) });
  expect(await unpackedBytesOf(path)).toBe(own + (1 + 1 + 2) * 4096);
});

test('a directory that takes several reads is read to its end', async () => {
  const own = await ownBlocks();
  const count = 9000;
  const name = (at: number): string => `made/${'long_name_'.repeat(12)}${at}.py`;
  await writeWheel(Object.fromEntries(Array.from({ length: count }, (_, at) => [name(at), 'x'])));
  const found = await unpackedBytesOf(path);
  // RECORD has more than one block then.
  expect(found).toBeGreaterThan(own + count * 4096);
  expect(found).toBeLessThan(own + count * 4096 + 4 * 1024 * 1024);
});

test('what is no zip file, or only a part of one, is an error', async () => {
  const bytes = await writeWheel({ 'made/a.py': 'x'.repeat(10_000) });
  await truncate(path, bytes - 30);
  await expect(unpackedBytesOf(path)).rejects.toThrow();
  await writeFile(path, '');
  await expect(unpackedBytesOf(path)).rejects.toThrow();
});
