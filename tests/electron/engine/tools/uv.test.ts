import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Cancelled } from '../../../../electron/engine/failing.ts';
import type { Backend } from '../../../../electron/engine/interfaces/backends.ts';
import type { IndexOptions } from '../../../../electron/engine/interfaces/indexes.ts';
import { createCommand } from '../../../../electron/engine/tools/command.ts';
import { environmentPython } from '../../../../electron/engine/tools/environment-python.ts';
import { createUvBackend } from '../../../../electron/engine/tools/uv.ts';
import { failureOf } from '../../../support/failure-of.ts';
import { type LocalIndex, startLocalIndex } from '../../../support/local-index.ts';
import { testPython, testUv } from '../../../support/python.ts';
import { stackWheels } from '../../../support/stack.ts';
import { buildWheel } from '../../../support/wheel.ts';

// Real programs on a busy machine: slow is no failure.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const command = createCommand();
const signal = new AbortController().signal;
const python = testPython();
const found = await testUv();
const wheels = [
  ...stackWheels(),
  buildWheel({ name: 'standin-conflict', version: '1.0', requires: ['standin-alpha<1'] }),
  buildWheel({ name: 'standin-alpha', version: '1.1.0+cu124' }),
];

let folder: string;
let index: LocalIndex;
let lines: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'uv backend '));
  index = await startLocalIndex(wheels);
});
afterAll(async () => {
  await index.stop();
  await rm(folder, { recursive: true });
});
beforeEach((context) => {
  if (found.uv === null) context.skip(`no uv: ${found.problem}`);
  if (python === null) context.skip('no Python');
  lines = [];
});

let caches = 0;
/** With a cache of its own, so that no earlier test has the files already. */
const backend = (): Backend => {
  caches += 1;
  return createUvBackend({ command, uv: found.uv?.path ?? 'uv', cacheFolder: join(folder, `cache ${caches}`) });
};
const at = (indexUrl: string): IndexOptions => ({ indexUrl, extraIndexUrls: [], findLinks: null, offline: false });
const onLine = (line: string) => lines.push(line);
const resolving = (requirements: string[], more: object = {}) => ({
  python: python ?? '',
  requirements,
  constraints: [],
  variantIndex: null,
  index: at(index.url),
  wheelLinks: [],
  fromSource: [],
  graph: true,
  signal,
  onLine,
  ...more,
});
const closedPort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 1));
    });
  });

describe('resolve', () => {
  it('asks the index no more for who needs whom, and leaves that out where nobody wants to know', async () => {
    const asked = async (graph: boolean) => {
      const before = index.requests.length;
      const pins = await backend().resolve({ ...resolving(['standin-beta']), graph });
      return { pins, requests: index.requests.slice(before).toSorted() };
    };
    const [plain, told] = [await asked(false), await asked(true)];
    expect(plain.pins).toEqual(told.pins.map((pin) => ({ ...pin, requires: [] })));
    expect(told.pins.flatMap(({ requires }) => requires)).toEqual(['standin-gamma']);
    expect(told.requests).toEqual(plain.requests);
  });

  it('pins every wheel with its size, hash and needs, and downloads none', async () => {
    const before = index.requests.length;
    const pins = await backend().resolve(resolving(['standin-beta', 'standin-alpha>=1 ,\n <1.1']));
    const gamma = wheels.find(({ name }) => name === 'standin-gamma');
    expect(pins.map(({ name, version, requires }) => ({ name, version, requires }))).toEqual([
      { name: 'standin-alpha', version: '1.0.0', requires: [] },
      { name: 'standin-beta', version: '2.0.0', requires: ['standin-gamma'] },
      { name: 'standin-gamma', version: '1.2.0', requires: [] },
    ]);
    expect(pins[2]).toMatchObject({
      bytes: gamma?.bytes.length,
      sha256: gamma?.sha256,
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/files\/standin_gamma-1\.2\.0-py3-none-any\.whl$/),
    });
    expect(index.requests.slice(before).filter((request) => request.endsWith('.whl'))).toEqual([]);
  });

  it('keeps what it is told to keep', async () => {
    const pins = await backend().resolve(
      resolving(['standin-alpha'], { constraints: ['standin-alpha==0.9.0', 'numpy==1.0'] }),
    );
    expect(pins.map(({ name, version }) => `${name}==${version}`)).toEqual(['standin-alpha==0.9.0']);
  });

  it("takes the best version of the variant's index and the default one", async () => {
    const variant = await startLocalIndex([buildWheel({ name: 'standin-alpha', version: '1.0.0+cpu' })]);
    try {
      const both = { variantIndex: variant.url };
      const [exact] = await backend().resolve(resolving(['standin-alpha==1.0.0'], both));
      expect(exact?.version).toBe('1.0.0+cpu');
      const [newest] = await backend().resolve(resolving(['standin-alpha<1.1.0a0'], both));
      expect(newest?.version).toBe('1.0.0+cpu');
      const [other] = await backend().resolve(resolving(['standin-beta'], both));
      expect(other?.name).toBe('standin-beta');
    } finally {
      await variant.stop();
    }
  });

  it('names what no index has, and requirements that contradict each other', async () => {
    expect(await failureOf(backend().resolve(resolving(['standin-absent'])))).toMatchObject({
      code: 'package-not-found',
      requirement: 'standin-absent',
    });
    const conflict = await failureOf(backend().resolve(resolving(['standin-alpha>=1', 'standin-conflict'])));
    expect(conflict.code).toBe('requirements-conflict');
  });

  it('says that it was not downloaded where it is offline', async () => {
    const offline = { ...at(index.url), offline: true };
    const before = index.requests.length;
    expect(await failureOf(backend().resolve(resolving(['standin-alpha'], { index: offline })))).toMatchObject({
      code: 'not-downloaded',
      requirement: 'standin-alpha',
    });
    expect(index.requests.slice(before)).toEqual([]);
  });

  it('names an index that cannot be reached, with no password anywhere', async () => {
    const url = `http://joe:hunter2@127.0.0.1:${await closedPort()}/simple/`;
    const failure = await failureOf(backend().resolve(resolving(['numpy'], { index: at(url) })));
    expect(failure).toMatchObject({ code: 'index-unreachable', cause: 'the connection was refused' });
    expect(JSON.stringify([failure, lines])).not.toContain('hunter2');
  });

  it('names an index that answers with an error', async () => {
    index.fail({ match: /simple\/numpy/, kind: 'status', status: 503 });
    expect(await failureOf(backend().resolve(resolving(['numpy'])))).toEqual({
      code: 'index-unreachable',
      index: index.url,
      cause: '503 Service Unavailable',
      problem: null,
    });
  });

  it('tries nothing twice by itself', async () => {
    const before = index.requests.length;
    index.fail({ match: /simple\/sympy/, kind: 'status', status: 503 });
    await failureOf(backend().resolve(resolving(['sympy'])));
    expect(index.requests.slice(before).filter((request) => request.includes('/simple/sympy/'))).toHaveLength(1);
  });

  it('leaves nothing but caches in its folder', async () => {
    const cacheFolder = join(folder, 'tidy');
    await createUvBackend({ command, uv: found.uv?.path ?? 'uv', cacheFolder }).resolve(resolving(['numpy']));
    expect(existsSync(join(cacheFolder, 'uv'))).toBe(true);
    expect(await readdir(join(cacheFolder, 'work'))).toEqual([]);
  });

  it('needs no index where a folder of wheels is given', async () => {
    const wheelhouse = await mkdtemp(join(folder, 'wheel house '));
    for (const wheel of wheels) await writeFile(join(wheelhouse, wheel.filename), wheel.bytes);
    const offline = { indexUrl: null, extraIndexUrls: [], findLinks: wheelhouse, offline: true };
    const pins = await backend().resolve(resolving(['standin-beta'], { index: offline }));
    expect(pins.map(({ name, url }) => ({ name, url }))).toEqual([
      { name: 'standin-beta', url: pathToFileURL(join(wheelhouse, 'standin_beta-2.0.0-py3-none-any.whl')).href },
      { name: 'standin-gamma', url: pathToFileURL(join(wheelhouse, 'standin_gamma-1.2.0-py3-none-any.whl')).href },
    ]);
  });

  it('ends when it is cancelled', async () => {
    index.fail({ match: /simple\/fsspec/, kind: 'stall', afterBytes: 10 });
    const stop = new AbortController();
    const started = Date.now();
    setTimeout(() => stop.abort(), 300);
    await expect(backend().resolve(resolving(['fsspec'], { signal: stop.signal }))).rejects.toBeInstanceOf(Cancelled);
    expect(Date.now() - started).toBeLessThan(10_000);
  });
});

describe('an index with credentials', () => {
  it('is used, and its password is in no line, pin or failure', async () => {
    const guarded = await startLocalIndex(wheels, { credentials: 'joe:hunter2' });
    try {
      const pins = await backend().resolve(resolving(['standin-beta'], { index: at(guarded.urlWithCredentials) }));
      expect(pins.map(({ url }) => url)).toEqual([
        expect.stringMatching(/^http:\/\/127/),
        expect.stringMatching(/^http:\/\/127/),
      ]);
      const refused = await failureOf(
        backend().resolve(resolving(['standin-beta'], { index: at(guarded.url.replace('//', '//joe:wrong-secret@')) })),
      );
      expect(refused).toMatchObject({ code: 'index-unreachable', cause: '401 Unauthorized' });
      expect(JSON.stringify([pins, lines, refused])).not.toMatch(/hunter2|wrong-secret/);
    } finally {
      await guarded.stop();
    }
  });
});

describe('createEnvironment', () => {
  it('makes one around our own folder, with spaces and letters of any language in its path', async () => {
    const root = join(folder, 'Umgebung für ümlaut');
    await mkdir(join(root, '.smart-installer'), { recursive: true });
    await writeFile(join(root, '.smart-installer', 'lock'), 'ours');
    await backend().createEnvironment({ root, python: python ?? '', signal, onLine });
    expect(await readFile(join(root, '.smart-installer', 'lock'), 'utf8')).toBe('ours');
    const { stdout } = await command(
      environmentPython(root),
      ['-c', 'import sys; print(sys.prefix != sys.base_prefix)'],
      { signal },
    );
    expect(stdout.trim()).toBe('True');
  });

  it('says why where the interpreter is none', async () => {
    const nowhere = join(folder, 'nowhere', 'python');
    const failure = await failureOf(
      backend().createEnvironment({ root: join(folder, 'never'), python: nowhere, signal, onLine }),
    );
    expect(failure).toMatchObject({ code: 'environment-creation-failed', python: nowhere });
  });
});

describe('installPython', () => {
  it('says why where none can be fetched', async () => {
    const failure = await failureOf(
      backend().installPython?.({ range: '>=3.99', signal, onLine }) ??
        Promise.reject(new Error('uv installs Pythons')),
    );
    expect(failure).toMatchObject({ code: 'python-not-found', wanted: '>=3.99' });
  });
});
