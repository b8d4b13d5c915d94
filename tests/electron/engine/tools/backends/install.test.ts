import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Cancelled, Failing } from '../../../../../electron/engine/failing.ts';
import type { InstallRequest } from '../../../../../electron/engine/interfaces/backends.ts';
import type { StoredWheel } from '../../../../../electron/engine/interfaces/wheels.ts';
import { emptyFolder as emptied } from '../../../../../electron/engine/tools/empty-folder.ts';
import { failureOf } from '../../../../support/failure-of.ts';
import { type LocalIndex, startLocalIndex } from '../../../../support/local-index.ts';
import { makePipEnvironment } from '../../../../support/pip-environment.ts';
import { posixTest } from '../../../../support/platform-tests.ts';
import { treeOf } from '../../../../support/tree.ts';
import { buildWheel } from '../../../../support/wheel.ts';
import {
  ask,
  both,
  emptyFolder,
  place,
  python,
  signal,
  sitePackages,
  skipWithoutTools,
  stagedFiles,
  store,
} from './both.ts';

// Real programs on a busy machine: slow is no failure.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const alpha = buildWheel({ name: 'standin-alpha', version: '1.0.0' });
/** A build of a variant, and what would have to be downloaded if anybody looked for it. */
const beta = buildWheel({
  name: 'standin-beta',
  version: '2.0.0+cu124',
  requires: ['standin-gamma>=1', 'standin-absent'],
});
const gamma = buildWheel({ name: 'standin-gamma', version: '1.2.0', padBytes: 3_000_000 });

let folder: string;
let index: LocalIndex;
let root: string;
let wheelhouse: string;
let stored: StoredWheel[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'install für both '));
  index = await startLocalIndex([alpha, beta, gamma]);
  root = join(folder, 'Umgebung ä');
  wheelhouse = join(folder, 'Räder und mehr #1 %20');
  stored = await store(wheelhouse, [alpha, beta, gamma]);
  if (python !== null) await makePipEnvironment(root);
});
afterAll(async () => {
  await index.stop();
  await rm(folder, { recursive: true });
});
beforeEach(skipWithoutTools);

const filesBelow = async (path: string): Promise<string[]> =>
  (await readdir(path, { recursive: true, withFileTypes: true }))
    .filter((entry) => !entry.isDirectory())
    .map(({ name }) => name);

describe.each(both)('an install from wheels by $name', ({ name, create }) => {
  /** With a cache of its own, so that no earlier test has anything already. */
  const backend = () => create(join(folder, `cache ${name} ${randomUUID()}`));
  const installing = async (more: Partial<InstallRequest> = {}): Promise<InstallRequest> => ({
    environment: root,
    staging: join(folder, `staging ${name} ${randomUUID()}`),
    scratch: await emptyFolder(folder, `scratch ${name}`),
    wheels: stored,
    signal,
    onLine: () => undefined,
    onInstalled: () => undefined,
    ...more,
  });
  const damaged = async (): Promise<StoredWheel[]> => {
    const below = join(folder, `damaged ${randomUUID()}`);
    const [wheel] = await store(below, [alpha]);
    if (wheel === undefined) throw new Error('nothing was stored');
    const bytes = Buffer.from(alpha.bytes);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    await writeFile(wheel.path, bytes);
    return [wheel];
  };

  it('puts exactly these into the staging folder, tells of each, and leaves the wheels as they are', async () => {
    const before = await treeOf(wheelhouse);
    const told: string[] = [];
    const request = await installing({ onInstalled: (one) => told.push(one) });
    await backend().install(request);
    expect(told.sort()).toEqual(['standin-alpha', 'standin-beta', 'standin-gamma']);
    const site = await sitePackages(root, request.staging);
    expect((await readdir(site)).filter((entry) => entry.endsWith('.dist-info')).sort()).toEqual([
      'standin_alpha-1.0.0.dist-info',
      'standin_beta-2.0.0+cu124.dist-info',
      'standin_gamma-1.2.0.dist-info',
    ]);
    expect(await treeOf(wheelhouse)).toEqual(before);
  });

  it('asks no index, whatever the user’s own configuration and network settings say', async () => {
    const own = {
      PIP_INDEX_URL: index.url,
      PIP_EXTRA_INDEX_URL: index.url,
      PIP_FIND_LINKS: index.url,
      UV_DEFAULT_INDEX: index.url,
      UV_INDEX: index.url,
      UV_FIND_LINKS: index.url,
    };
    for (const [variable, value] of Object.entries(own)) vi.stubEnv(variable, value);
    try {
      await backend().install(await installing());
      const absent = { ...stored[0], path: join(folder, 'absent', alpha.filename) } as StoredWheel;
      await expect(backend().install(await installing({ wheels: [absent] }))).rejects.toBeInstanceOf(Failing);
    } finally {
      vi.unstubAllEnvs();
    }
    expect(index.requests).toEqual([]);
  });

  it('leaves no trace of where the wheels were: no direct_url.json, and no such path in any file', async () => {
    const request = await installing();
    await backend().install(request);
    const files = await stagedFiles(request);
    expect(files.filter((path) => path.endsWith('direct_url.json'))).toEqual([]);
    for (const path of files.filter((one) => !one.endsWith('pad.bin')))
      expect(await readFile(path, 'utf8'), path).not.toMatch(/R(?:ä|%C3%A4)der/);
  });

  it('shares no file with a wheel or a cache, so that damage stays where it is', async () => {
    const request = await installing();
    await backend().install(request);
    await emptied(request.scratch);
    expect(await filesBelow(request.scratch)).toEqual([]);
    for (const path of await stagedFiles(request)) expect((await stat(path)).nlink, path).toBe(1);
  });

  it('works where it has been moved into the environment, and once more where that has it already', async () => {
    for (let time = 0; time < 2; time += 1) {
      const request = await installing();
      await backend().install(request);
      await place(request.staging, root);
    }
    expect(await ask(root, 'import standin_alpha, standin_beta; print(standin_beta.__version__)')).toBe('2.0.0+cu124');
  });

  it('makes nothing where there is nothing to install', async () => {
    const request = await installing({ wheels: [] });
    await backend().install(request);
    expect(existsSync(request.staging)).toBe(false);
  });

  it('refuses a wheel that is not the one that was resolved, and stages nothing of the others', async () => {
    const wheels = stored.map((wheel) =>
      wheel.name === 'standin-gamma' ? { ...wheel, sha256: '0'.repeat(64) } : wheel,
    );
    const request = await installing({ wheels });
    expect(await failureOf(backend().install(request))).toMatchObject({
      code: 'hash-mismatch',
      package: 'standin-gamma',
    });
    expect(await stagedFiles(request)).toEqual([]);
    expect(await filesBelow(request.scratch)).toEqual([]);
  });

  it('refuses a wheel that was damaged on the disk', async () => {
    const request = await installing({ wheels: await damaged() });
    expect(await failureOf(backend().install(request))).toMatchObject({
      code: 'hash-mismatch',
      package: 'standin-alpha',
    });
    expect(await stagedFiles(request)).toEqual([]);
  });

  it('says of a wheel that is gone that it was not downloaded', async () => {
    const absent = { name: 'standin-alpha', version: '1.0.0', sha256: alpha.sha256, bytes: alpha.bytes.length };
    const path = join(await emptyFolder(folder, 'gone'), alpha.filename);
    const request = await installing({ wheels: [{ ...absent, path }] });
    expect(await failureOf(backend().install(request))).toMatchObject({
      code: 'not-downloaded',
      requirement: expect.stringContaining('standin-alpha'),
    });
    expect(await filesBelow(request.scratch)).toEqual([]);
  });

  it('ends when it is cancelled, with no file left in the scratch folder', async () => {
    const stop = new AbortController();
    stop.abort();
    const request = await installing({ signal: stop.signal });
    await expect(backend().install(request)).rejects.toBeInstanceOf(Cancelled);
    expect(await filesBelow(request.scratch)).toEqual([]);
  });

  posixTest('names a folder that may not be written to', async ({ skip }) => {
    if (process.getuid?.() === 0) skip('this user may write everywhere');
    const request = await installing();
    await mkdir(request.staging, { mode: 0o555 });
    const failure = await failureOf(backend().install(request));
    await chmod(request.staging, 0o755);
    expect(failure.code).toBe('permission-denied');
  });
});
