import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Cancelled } from '../../../../electron/engine/failing.ts';
import type { IndexOptions } from '../../../../electron/engine/interfaces/indexes.ts';
import { createCommand } from '../../../../electron/engine/tools/command.ts';
import { environmentPython } from '../../../../electron/engine/tools/environment-python.ts';
import { creationDetail } from '../../../../electron/engine/tools/pip/new-environment.ts';
import { createPipBackend } from '../../../../electron/engine/tools/pip.ts';
import { failureOf } from '../../../support/failure-of.ts';
import { type LocalIndex, startLocalIndex } from '../../../support/local-index.ts';
import { testPython, testUv } from '../../../support/python.ts';
import { stackWheels } from '../../../support/stack.ts';
import { treeOf } from '../../../support/tree.ts';
import { buildWheel } from '../../../support/wheel.ts';
import { emptyFolder, place, store } from './backends/both.ts';

// Real programs on a busy machine: slow is no failure.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const command = createCommand();
const signal = new AbortController().signal;
const python = testPython();
const wheels = [
  ...stackWheels(),
  buildWheel({ name: 'standin-conflict', version: '1.0', requires: ['standin-alpha<1'] }),
];
const gamma = wheels.find(({ name }) => name === 'standin-gamma');

let folder: string;
let index: LocalIndex;
let lines: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pip backend '));
  index = await startLocalIndex(wheels);
});
afterAll(async () => {
  await index.stop();
  await rm(folder, { recursive: true });
});
beforeEach((context) => {
  if (python === null) context.skip('no Python');
  lines = [];
});

let caches = 0;
const backend = () => {
  caches += 1;
  return createPipBackend({ command, cacheFolder: join(folder, `cache ${caches}`) });
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
describe('resolve', () => {
  it('pins every wheel with its hash and needs, and keeps what it is told to keep', async () => {
    const request = resolving(['standin-beta', 'standin-alpha'], { constraints: ['standin-alpha==1.0.0'] });
    const pins = await backend().resolve(request);
    expect(pins.map(({ name, version, requires }) => ({ name, version, requires }))).toEqual(
      expect.arrayContaining([
        { name: 'standin-alpha', version: '1.0.0', requires: [] },
        { name: 'standin-beta', version: '2.0.0', requires: ['standin-gamma'] },
        { name: 'standin-gamma', version: '1.2.0', requires: [] },
      ]),
    );
    expect(pins.find(({ name }) => name === 'standin-gamma')?.sha256).toBe(gamma?.sha256);
  });

  it("looks at the variant's index as well", async () => {
    const variant = await startLocalIndex([buildWheel({ name: 'standin-alpha', version: '1.1.0+cpu' })]);
    try {
      const [chosen] = await backend().resolve(resolving(['standin-alpha==1.1.0'], { variantIndex: variant.url }));
      expect(chosen?.version).toBe('1.1.0+cpu');
    } finally {
      await variant.stop();
    }
  });

  it('tells a missing package, a conflict and an index that does not answer from each other', async () => {
    const pip = backend();
    expect(await failureOf(pip.resolve(resolving(['standin-absent'])))).toMatchObject({
      code: 'package-not-found',
      requirement: 'standin-absent',
    });
    expect((await failureOf(pip.resolve(resolving(['standin-alpha>=1', 'standin-conflict'])))).code).toBe(
      'requirements-conflict',
    );
    index.fail({ match: /simple\/numpy/, kind: 'status', status: 503 });
    expect(await failureOf(pip.resolve(resolving(['numpy'])))).toEqual({
      code: 'index-unreachable',
      index: index.url,
      cause: 'it answers with status 503',
      problem: null,
    });
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
    const gone = await startLocalIndex(wheels, { credentials: 'joe:hunter2' });
    await gone.stop();
    const failure = await failureOf(backend().resolve(resolving(['numpy'], { index: at(gone.urlWithCredentials) })));
    expect(failure).toMatchObject({ code: 'index-unreachable', cause: 'the connection was refused' });
    expect(JSON.stringify([failure, lines])).not.toContain('hunter2');
  });

  it('works in a Python without pip, and where the user allows pip in environments only', async (context) => {
    const { uv, problem } = await testUv();
    if (uv === null) context.skip(`no uv: ${problem}`);
    const root = join(folder, 'without pip');
    await command(uv?.path ?? '', ['venv', '--python', python ?? '', root], { signal });
    const bare = environmentPython(root);
    expect((await command(bare, ['-m', 'pip', '--version'], { signal })).exitCode).toBe(1);
    const config = join(folder, 'pip.conf');
    await writeFile(config, '[global]\nrequire-virtualenv = true\nuser = true\n');
    const strict = createPipBackend({
      command: (file, args, options) =>
        command(file, args, { ...options, env: { ...options.env, PIP_CONFIG_FILE: config } }),
      cacheFolder: join(folder, 'strict'),
    });
    const pins = await strict.resolve(resolving(['standin-beta'], { python: bare }));
    expect(pins.map(({ name }) => name).sort()).toEqual(['standin-beta', 'standin-gamma']);
  });

  it('ends when it is cancelled', async () => {
    index.fail({ match: /simple\/fsspec/, kind: 'stall', afterBytes: 10 });
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 700);
    await expect(backend().resolve(resolving(['fsspec'], { signal: stop.signal }))).rejects.toBeInstanceOf(Cancelled);
  });
});

describe('an environment', () => {
  let root: string;
  const ask = async (code: string): Promise<string> =>
    (await command(environmentPython(root), ['-I', '-c', code], { signal })).stdout.trim();

  beforeAll(async () => {
    root = join(folder, 'Umgebung für ümlaut');
    if (python === null) return;
    await mkdir(join(root, '.smart-installer'), { recursive: true });
    await writeFile(join(root, '.smart-installer', 'lock'), 'ours');
    await backend().createEnvironment({ root, python, signal, onLine: () => undefined });
  });
  it('is made around our own folder', async () => {
    expect(await readFile(join(root, '.smart-installer', 'lock'), 'utf8')).toBe('ours');
    expect(existsSync(join(root, 'pyvenv.cfg'))).toBe(true);
    expect(await ask('import sys; print(sys.prefix != sys.base_prefix)')).toBe('True');
  });

  it('is not made where the folder is a file', async () => {
    const file = join(folder, 'a file');
    await writeFile(file, '');
    const failure = await failureOf(backend().createEnvironment({ root: file, python: python ?? '', signal, onLine }));
    expect(failure).toMatchObject({ code: 'environment-creation-failed', python });
  });

  it('gets its packages by a borrowed pip where uv made it without one, and stays without', async (context) => {
    const { uv, problem } = await testUv();
    if (uv === null) context.skip(`no uv: ${problem}`);
    const other = join(folder, 'made by uv');
    await command(uv?.path ?? '', ['venv', '--python', python ?? '', other], { signal });
    const before = await treeOf(other);
    const stored = await store(
      join(folder, 'wheels'),
      wheels.filter(({ filename }) => /^standin_(?:alpha-1\.1|beta-2)\.0/.test(filename)),
    );
    const staging = join(folder, 'borrowed staging');
    await backend().install({
      environment: other,
      staging,
      scratch: await emptyFolder(folder, 'scratch'),
      wheels: stored,
      signal,
      onLine,
      onInstalled: () => undefined,
    });
    expect(await treeOf(other)).toEqual(before);
    await place(staging, other);
    const code = 'import importlib.util as u, standin_alpha; print(standin_alpha.__version__, u.find_spec("pip"))';
    const { stdout } = await command(environmentPython(other), ['-I', '-c', code], { signal });
    expect(stdout.trim()).toBe('1.1.0 None');
  });
});

describe('what pip says', () => {
  it('of a Debian without ensurepip ends with what to do', () => {
    // Recorded from the venv module of Debian 12, whose text this is.
    const text = [
      'The virtual environment was not created successfully because ensurepip is not',
      'available.  On Debian/Ubuntu systems, you need to install the python3-venv',
      'package using the following command.',
      '',
      '    apt install python3.11-venv',
      '',
      'You may need to use sudo with that command.  After installing the python3-venv',
      'package, recreate your virtual environment.',
      '',
      'Failing command: /env/bin/python3',
    ];
    expect(creationDetail(text).at(-1)).toBe('it has no ensurepip; install the package python3.11-venv of your system');
    expect(creationDetail(['Error: something else'])).toEqual(['Error: something else']);
  });
});
