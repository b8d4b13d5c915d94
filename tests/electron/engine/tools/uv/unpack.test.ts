import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { createArrival } from '../../../../../electron/engine/arrival.ts';
import { Cancelled } from '../../../../../electron/engine/failing.ts';
import type { Backend } from '../../../../../electron/engine/interfaces/backends.ts';
import type { StoredWheel } from '../../../../../electron/engine/interfaces/wheels.ts';
import { isAllUnpacked } from '../../../../../electron/engine/tools/uv/progress-lines.ts';
import { failureOf } from '../../../../support/failure-of.ts';
import { buildWheel } from '../../../../support/wheel.ts';
import { both, command, emptyFolder, python, signal, skipWithoutTools, stagedFiles, store } from '../backends/both.ts';

// Real programs on a busy machine: slow is no failure.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const alpha = buildWheel({ name: 'standin-alpha', version: '1.0.0' });
const beta = buildWheel({ name: 'standin-beta', version: '2.0.0', padBytes: 2_000_000 });
/** With a local version, whose + is written in another way in an address. */
const gamma = buildWheel({ name: 'standin-gamma', version: '2.5.1+cu124' });

let folder: string;
let root: string;
let stored: StoredWheel[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unpack ü '));
  root = join(folder, 'env');
  stored = await store(join(folder, 'wheels'), [alpha, beta, gamma]);
  if (python !== null) await command(python, ['-m', 'venv', '--without-pip', root], { signal });
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(skipWithoutTools);

/** Wheels of which the first `bytes` are there, and the way to tell of more. */
const coming = (wheels: readonly StoredWheel[], bytes = Number.POSITIVE_INFINITY) =>
  wheels.map(({ name, version, path, sha256, bytes: size }) => {
    const arrival = createArrival();
    const grow = (to: number): void => arrival.tell({ path, bytes: Math.min(to, size), whole: to >= size });
    grow(bytes);
    return { name, version, url: pathToFileURL(path).href, sha256, bytes: size, arrival, grow };
  });

const uv = async (): Promise<Backend> => both[0].create(await emptyFolder(folder, 'cache'));
const unpack = async (
  backend: Backend,
  cache: string,
  wheels: ReturnType<typeof coming>,
  stop = signal,
  onLine = (_line: string): void => undefined,
): Promise<void> => {
  if (backend.unpack === null || python === null) throw new Error('uv unpacks');
  await backend.unpack({ python, cache, wheels, signal: stop, onLine });
};
const install = async (backend: Backend, scratch: string, wheels = stored): Promise<string> => {
  const staging = join(await emptyFolder(folder, 'staging'), 'env');
  const tell = { onLine: () => undefined, onInstalled: () => undefined };
  await backend.install({ environment: root, staging, scratch, wheels, signal, ...tell });
  return staging;
};
/** Without what uv notes of a wheel that it found in a folder, and RECORD, which lists that. */
const contentOf = async (staging: string): Promise<Record<string, string>> => {
  const paths = (await stagedFiles({ staging })).filter(
    (path) => !/dist-info[/\\](?:uv_cache\.json|RECORD)$/.test(path),
  );
  const digest = async (path: string): Promise<string> =>
    createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  return Object.fromEntries(
    await Promise.all(paths.map(async (path) => [relative(staging, path), await digest(path)])),
  );
};
/** The folders of uv's cache in which wheels lie unpacked. */
const archives = async (cache: string): Promise<string[]> => {
  const [name] = (await readdir(cache)).filter((one) => one.startsWith('archive-v'));
  return name === undefined ? [] : readdir(join(cache, name));
};

it('unpacks what comes bit by bit; an install after it puts the same files into place and unpacks nothing again', async () => {
  const backend = await uv();
  const plain = await contentOf(await install(backend, await emptyFolder(folder, 'plain')));
  const cache = await emptyFolder(folder, 'ahead');
  const wheels = coming(stored, 0);
  const unpacking = unpack(backend, cache, wheels);
  for (let at = 0; at <= 2_100_000; at += 300_000) {
    await sleep(20);
    for (const wheel of wheels) wheel.grow(at);
  }
  await unpacking;
  const before = await archives(cache);
  expect(before).toHaveLength(3);
  const staging = await install(backend, cache);
  expect(await contentOf(staging)).toEqual(plain);
  expect(await archives(cache)).toEqual(before);
});

it('an install of only some of them, and of one that came otherwise, goes well', async () => {
  const backend = await uv();
  const plain = await contentOf(await install(backend, await emptyFolder(folder, 'plain')));
  const cache = await emptyFolder(folder, 'ahead');
  await unpack(backend, cache, coming(stored.slice(1)));
  expect(await contentOf(await install(backend, cache))).toEqual(plain);
  const [, ...some] = stored;
  const other = await emptyFolder(folder, 'ahead');
  await unpack(backend, other, coming(stored));
  expect(Object.keys(await contentOf(await install(backend, other, some))).length).toBeLessThan(
    Object.keys(plain).length,
  );
});

it('reads a wheel again that begins anew after some of it was read', async () => {
  const backend = await uv();
  const cache = await emptyFolder(folder, 'ahead');
  const wheels = coming(stored, 1_000_000);
  const lines: string[] = [];
  const unpacking = unpack(backend, cache, wheels, signal, (line) => lines.push(line));
  await vi.waitFor(() => expect(lines.join('\n')).toContain('standin-beta'), 20_000);
  // It has asked for it, and what is there is on its way to it.
  await sleep(300);
  const large = wheels.find(({ name }) => name === 'standin-beta');
  large?.grow(0);
  await sleep(300);
  large?.grow(3_000_000);
  await unpacking;
  expect(await contentOf(await install(backend, cache))).toEqual(
    await contentOf(await install(backend, await emptyFolder(folder, 'plain'))),
  );
});

it('refuses a wheel that is not the one that was resolved; an install with the right one goes well afterwards', async () => {
  const backend = await uv();
  const cache = await emptyFolder(folder, 'ahead');
  const [right] = stored;
  if (right === undefined) throw new Error('no wheel');
  const path = join(folder, 'damaged', right.sha256, alpha.filename);
  await mkdir(join(folder, 'damaged', right.sha256), { recursive: true });
  await writeFile(path, gamma.bytes);
  const wrong = { ...right, path, bytes: gamma.bytes.length };
  expect((await failureOf(unpack(backend, cache, coming([wrong])))).code).toBe('hash-mismatch');
  expect((await stagedFiles({ staging: await install(backend, cache, [right]) })).length).toBeGreaterThan(2);
});

it('says that it cannot be done where no program may listen here, which is no defect', async () => {
  // A system that does so cannot be had in a test.
  const refused = Object.assign(new Error('listen EADDRNOTAVAIL'), { code: 'EADDRNOTAVAIL' });
  const listen = vi.spyOn(Server.prototype, 'listen').mockImplementation(function (this: Server) {
    setImmediate(() => this.emit('error', refused));
    return this;
  });
  onTestFinished(() => listen.mockRestore());
  const failure = await failureOf(unpack(await uv(), await emptyFolder(folder, 'ahead'), coming(stored)));
  expect(failure).toMatchObject({ code: 'install-failed', detail: ['listen EADDRNOTAVAIL'] });
});

it('is over once uv says that all is unpacked, and cancelled where somebody cancels it then', async () => {
  const cache = await emptyFolder(folder, 'ahead');
  const lines: string[] = [];
  await unpack(await uv(), cache, coming(stored), signal, (line) => lines.push(line));
  expect(lines.filter(isAllUnpacked)).toHaveLength(1);
  expect(await readdir(cache)).toContain('unpacked.json');
  const stop = new AbortController();
  const other = await emptyFolder(folder, 'ahead');
  const stopped = unpack(await uv(), other, coming(stored), stop.signal, (line) => {
    if (isAllUnpacked(line)) stop.abort();
  });
  await expect(stopped).rejects.toBeInstanceOf(Cancelled);
  expect(await readdir(other)).not.toContain('unpacked.json');
});

it('ends when it is cancelled, also while it waits', async () => {
  const stop = new AbortController();
  const unpacking = unpack(await uv(), await emptyFolder(folder, 'ahead'), coming(stored, 1000), stop.signal);
  setTimeout(() => stop.abort(), 500);
  await expect(unpacking).rejects.toBeInstanceOf(Cancelled);
});
