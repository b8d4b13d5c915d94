import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { Cancelled } from '../../../../../electron/engine/failing.ts';
import type { Backend } from '../../../../../electron/engine/interfaces/backends.ts';
import type { StoredWheel } from '../../../../../electron/engine/interfaces/wheels.ts';
import { failureOf } from '../../../../support/failure-of.ts';
import { buildWheel } from '../../../../support/wheel.ts';
import { both, command, emptyFolder, python, signal, skipWithoutTools, stagedFiles, store } from '../backends/both.ts';

// Real programs on a busy machine: slow is no failure.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const alpha = buildWheel({ name: 'standin-alpha', version: '1.0.0' });
const beta = buildWheel({ name: 'standin-beta', version: '2.0.0', padBytes: 2_000_000 });

let folder: string;
let root: string;
let stored: StoredWheel[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unpack ü '));
  root = join(folder, 'env');
  stored = await store(join(folder, 'wheels'), [alpha, beta]);
  if (python !== null) await command(python, ['-m', 'venv', root], { signal });
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(skipWithoutTools);

const uv = async (): Promise<Backend> => both[0].create(await emptyFolder(folder, 'cache'));
const unpack = async (backend: Backend, cache: string, wheels: StoredWheel[], stop = signal): Promise<void> => {
  if (backend.unpack === null || python === null) throw new Error('uv unpacks');
  await backend.unpack({ python, cache, wheels, signal: stop, onLine: () => undefined });
};
const install = async (backend: Backend, scratch: string, wheels = stored): Promise<string> => {
  const staging = join(await emptyFolder(folder, 'staging'), 'env');
  const tell = { onLine: () => undefined, onInstalled: () => undefined };
  await backend.install({ environment: root, staging, scratch, wheels, signal, ...tell });
  return staging;
};
const contentOf = async (staging: string): Promise<Record<string, string>> =>
  Object.fromEntries(
    await Promise.all(
      (await stagedFiles({ staging })).map(async (path) => [relative(staging, path), await readFile(path, 'base64')]),
    ),
  );
/** The folders of uv's cache in which wheels lie unpacked. */
const archives = async (cache: string): Promise<string[]> => {
  const [name] = (await readdir(cache)).filter((one) => one.startsWith('archive-v'));
  return name === undefined ? [] : readdir(join(cache, name));
};

it('an install after it puts the same files into place, shares none with the cache and unpacks nothing again', async () => {
  const backend = await uv();
  const plain = await contentOf(await install(backend, await emptyFolder(folder, 'plain')));
  const cache = await emptyFolder(folder, 'ahead');
  // As they come from the network: one by one.
  for (const wheel of stored) await unpack(backend, cache, [wheel]);
  const before = await archives(cache);
  expect(before).toHaveLength(2);
  const staging = await install(backend, cache);
  expect(await contentOf(staging)).toEqual(plain);
  expect(await archives(cache)).toEqual(before);
  for (const path of await stagedFiles({ staging })) expect((await stat(path)).nlink, path).toBe(1);
});

it('leaves no links beside what it unpacked', async () => {
  const backend = await uv();
  const cache = await emptyFolder(folder, 'ahead');
  await unpack(backend, cache, stored);
  const [archive = ''] = (await readdir(cache)).filter((one) => one.startsWith('archive-v'));
  const files = await stagedFiles({ staging: join(cache, archive) });
  expect(files.length).toBeGreaterThan(4);
  for (const path of files) expect((await stat(path)).nlink, path).toBe(1);
});

it('refuses a wheel that is not the one that was resolved; an install with the right one goes well afterwards', async () => {
  const backend = await uv();
  const cache = await emptyFolder(folder, 'ahead');
  const [right] = stored;
  if (right === undefined) throw new Error('no wheel');
  const path = join(folder, 'damaged', right.sha256, alpha.filename);
  await mkdir(join(folder, 'damaged', right.sha256), { recursive: true });
  await writeFile(path, beta.bytes);
  expect((await failureOf(unpack(backend, cache, [{ ...right, path }]))).code).toBe('hash-mismatch');
  await writeFile(path, alpha.bytes);
  const staging = await install(backend, cache, [{ ...right, path }]);
  expect((await stagedFiles({ staging })).length).toBeGreaterThan(2);
});

it('ends when it is cancelled', async () => {
  const stop = new AbortController();
  stop.abort();
  await expect(unpack(await uv(), await emptyFolder(folder, 'ahead'), stored, stop.signal)).rejects.toBeInstanceOf(
    Cancelled,
  );
});
