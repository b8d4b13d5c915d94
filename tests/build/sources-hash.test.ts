import { cp, mkdir, mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sourcesHash } from '../../build/sources-hash.mjs';

let root: string;
let hash: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'sources-hash-'));
  for (const folder of ['build', 'electron/engine', 'renderer', 'shared'])
    await mkdir(path.join(root, folder), { recursive: true });
  for (const file of [
    'package.json',
    'package-lock.json',
    'build/bundle.mjs',
    'build/vite.config.mjs',
    'electron/engine/plan.ts',
    'renderer/main.tsx',
    'shared/plan.ts',
  ])
    await writeFile(path.join(root, file), `content of ${file}`);
  hash = await sourcesHash(root);
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe('the hash of the sources', () => {
  test('is the same in another folder and after a touch', async () => {
    const other = await mkdtemp(path.join(tmpdir(), 'sources-hash-'));
    await cp(root, other, { recursive: true });
    await utimes(path.join(other, 'shared/plan.ts'), 1, 1);
    expect(await sourcesHash(other)).toBe(hash);
    await rm(other, { recursive: true });
  });

  test.each([
    'package.json',
    'package-lock.json',
    'build/bundle.mjs',
    'electron/engine/plan.ts',
    'renderer/main.tsx',
    'shared/plan.ts',
  ])('changes with %s', async (file) => {
    await writeFile(path.join(root, file), 'something else');
    expect(await sourcesHash(root)).not.toBe(hash);
  });

  test('changes with a new file, a renamed one and one that is gone', async () => {
    await writeFile(path.join(root, 'electron/new.ts'), '');
    const withNew = await sourcesHash(root);
    await rename(path.join(root, 'electron/new.ts'), path.join(root, 'electron/renamed.ts'));
    const renamed = await sourcesHash(root);
    await rm(path.join(root, 'electron/renamed.ts'));
    expect(new Set([hash, withNew, renamed]).size).toBe(3);
    expect(await sourcesHash(root)).toBe(hash);
  });
});
