import { execFileSync } from 'node:child_process';
import { chmod, lstat, mkdir, mkdtemp, readdir, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Cancelled } from '../../../../electron/engine/failing.ts';
import { createCommand } from '../../../../electron/engine/tools/command.ts';
import { environmentPython } from '../../../../electron/engine/tools/environment-python.ts';
import { createPython } from '../../../../electron/engine/tools/python.ts';
import { failureOf } from '../../../support/failure-of.ts';
import { describeOnPosix, posixTest } from '../../../support/platform-tests.ts';
import { testPython, testUv } from '../../../support/python.ts';

const command = createCommand();
const signal = new AbortController().signal;
const onWindows = process.platform === 'win32';
const found = testPython();
/** The machine's own interpreter; each test is skipped where there is none. */
const own = found ?? '';

let folder: string;
let environment: string;
let second: string;

beforeEach((context) => {
  if (found === null) context.skip('this machine has no Python');
});
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'python ü '));
  environment = join(folder, 'env');
  second = join(folder, 'second');
  if (found === null) return;
  execFileSync(found, ['-m', 'venv', '--without-pip', environment]);
  execFileSync(environmentPython(environment), ['-m', 'venv', '--without-pip', second]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const searching = (path: string, uvPath?: () => Promise<string | null>) =>
  createPython({ command, env: { PATH: path }, ...(uvPath === undefined ? {} : { uvPath }) });

/** A program of that name which does what the shell script says. */
const script = async (name: string, text: string) => {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `#!/bin/sh\n${text}\n`);
  await chmod(path, 0o755);
  return path;
};

describe('inspect', () => {
  test('tells what an interpreter says of itself', async () => {
    const version = execFileSync(own, ['-c', 'import platform; print(platform.python_version())'], {
      encoding: 'utf8',
    }).trim();
    const platform = execFileSync(own, ['-c', 'import sysconfig; print(sysconfig.get_platform())'], {
      encoding: 'utf8',
    }).trim();
    const tag = execFileSync(own, ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])'], { encoding: 'utf8' });
    expect(await createPython({ command }).inspect(own, signal)).toEqual({
      abi: `cp${tag.trim().replace('.', '')}`,
      markers: expect.objectContaining({
        python_version: tag.trim(),
        python_full_version: version,
        sys_platform: process.platform,
        implementation_name: 'cpython',
      }),
      path: own,
      version,
      platform,
      canMakeEnvironments: true,
      prefix: await realpath(execFileSync(own, ['-c', 'import sys; print(sys.prefix)'], { encoding: 'utf8' }).trim()),
      inEnvironment: false,
      systemPackages: [],
    });
  });

  test('an environment’s interpreter stays the environment’s, through a link too', async () => {
    const python = environmentPython(environment);
    const prefix = await realpath(environment);
    expect(await createPython({ command }).inspect(python, signal)).toMatchObject({
      path: python,
      prefix,
      inEnvironment: true,
    });
    if (onWindows) return;
    await symlink(environment, join(folder, 'link'));
    expect(await createPython({ command }).inspect(environmentPython(join(folder, 'link')), signal)).toMatchObject({
      prefix,
      inEnvironment: true,
    });
  });

  /** With a module that the environment's Python runs whenever it starts. */
  const inspectWith = async (sitecustomize: string) => {
    const site = join(environment, 'lib', (await readdir(join(environment, 'lib')))[0] ?? '', 'site-packages');
    await writeFile(join(site, 'sitecustomize.py'), sitecustomize);
    try {
      return await createPython({ command }).inspect(environmentPython(environment), signal);
    } finally {
      await rm(join(site, 'sitecustomize.py'));
    }
  };

  posixTest('what a sitecustomize prints is no answer', async () => {
    const python = await inspectWith('import atexit\nprint("noise")\nprint("{}", end="")\n');
    expect(python?.version).toMatch(/^3\./);
  });

  posixTest('a Python without venv or ensurepip makes no environments', async () => {
    expect((await inspectWith(''))?.canMakeEnvironments).toBe(true);
    for (const missing of ['venv', 'ensurepip']) {
      // Leaves the module out of each folder's listing, as if its package were not installed.
      const hiding = [
        'import importlib.machinery as m',
        'find = m.FileFinder.find_spec',
        `m.FileFinder.find_spec = lambda self, name, *rest: None if name == "${missing}" else find(self, name, *rest)`,
      ];
      expect((await inspectWith(`${hiding.join('\n')}\n`))?.canMakeEnvironments, missing).toBe(false);
    }
  });

  test.each([
    ['no such file', () => join(folder, 'gone')],
    ['a folder', () => folder],
    ['another program', () => process.execPath],
  ])('null for %s', async (_, path) => expect(await createPython({ command }).inspect(path(), signal)).toBeNull());

  posixTest('null for a link to a Python that is gone', async () => {
    await symlink(join(folder, 'gone'), join(folder, 'dangling'));
    expect(await createPython({ command }).inspect(join(folder, 'dangling'), signal)).toBeNull();
  });

  test('throws Cancelled', async () => {
    await expect(createPython({ command }).inspect(own, AbortSignal.abort())).rejects.toBeInstanceOf(Cancelled);
  });
});

describe('the interpreter that the user names', () => {
  test('is taken by its path or by its name', async () => {
    const byPath = await createPython({ command }).find({ range: '>=3.8', preferred: own, signal });
    expect(byPath.chosen?.path).toBe(own);
    const name = onWindows ? 'python' : 'python3';
    const byName = await createPython({ command }).find({ range: '>=3.8', preferred: name, signal });
    expect(byName.chosen?.version).toBe(byPath.chosen?.version);
  });

  test('stands for the one an environment was made from, through a second environment too', async () => {
    for (const root of [environment, second]) {
      const { chosen } = await createPython({ command }).find({
        range: '>=3.8',
        preferred: environmentPython(root),
        signal,
      });
      expect(await realpath(chosen?.path ?? '')).toBe(await realpath(own));
      expect(chosen?.path.startsWith(folder)).toBe(false);
    }
  });

  test.each([
    ['a name that is nowhere', 'no-such-python', /^there is no program of this name$/],
    ['a path where nothing is', join(tmpdir(), 'gone', 'python3'), /^it does not start/],
    ['a program that is no Python', process.execPath, /^it does not start \(.+\)$/],
  ])('%s is unusable, with the reason', async (_, preferred, reason) => {
    const failure = await failureOf(createPython({ command }).find({ range: '>=3.8', preferred, signal }));
    expect(failure).toEqual({ code: 'python-unusable', path: preferred, reason: expect.stringMatching(reason) });
  });

  test('outside the range is unusable', async () => {
    const failure = await failureOf(createPython({ command }).find({ range: '>=3.99', preferred: own, signal }));
    expect(failure).toEqual({
      code: 'python-unusable',
      path: own,
      reason: expect.stringMatching(/^it is Python 3\.\d+\.\S+, and 3\.99 or newer is needed$/),
    });
  });

  posixTest('an environment whose own Python is gone is unusable', async () => {
    const stub = await script(
      'stub/bin/python',
      `echo '{"version":"3.11.1","platform":"x","executable":"/x","prefix":"/x","inEnvironment":true,"base":null,"canMakeEnvironments":true,"is64Bit":true,"implementation":"cpython","freeThreaded":false,"abi":"cp311","markers":{},"systemPackages":[]}'`,
    );
    const failure = await failureOf(createPython({ command }).find({ range: '>=3.8', preferred: stub, signal }));
    expect(failure).toMatchObject({
      code: 'python-unusable',
      reason: 'it is in a virtual environment whose own Python is gone',
    });
  });
});

describeOnPosix('looking for one', () => {
  test('names each interpreter once, whatever it is called, and tells why the others cannot serve', async () => {
    const names = join(folder, 'names');
    await mkdir(names);
    for (const name of ['python', 'python3', 'python3.99']) await symlink(own, join(names, name));
    const broken = await script(
      'broken/python3',
      'echo "pyenv: python3: command not found" >&2; echo "See pyenv help" >&2; exit 127',
    );
    const { chosen, all, rejected } = await searching(
      [names, dirname(broken), join(environment, 'bin')].join(delimiter),
    ).find({
      range: '>=3.8',
      preferred: null,
      signal,
    });
    expect(chosen?.path).toBeDefined();
    expect(await Promise.all(all.map(({ path }) => realpath(path)))).toEqual([await realpath(own)]);
    expect(rejected).toEqual([`${broken}: it does not start (pyenv: python3: command not found)`]);
  });

  test('answers with none, and each reason, where nothing suits', async () => {
    const { chosen, all, rejected } = await searching(join(environment, 'bin')).find({
      range: '>=3.99',
      preferred: null,
      signal,
    });
    expect(chosen).toBeNull();
    expect(all).toHaveLength(1);
    expect(rejected).toEqual([expect.stringMatching(/: it is Python 3\.\d+\.\S+, and 3\.99 or newer is needed$/)]);
    expect(await searching('').find({ range: '>=3.8', preferred: null, signal })).toEqual({
      chosen: null,
      all: [],
      rejected: [],
    });
  });

  test('looks at all of them side by side', async () => {
    for (const minor of [10, 11, 12, 13]) await script(`slow/python3.${minor}`, 'sleep 1; exit 1');
    const began = performance.now();
    const { rejected } = await searching(join(folder, 'slow')).find({ range: '>=3.8', preferred: null, signal });
    expect(rejected).toHaveLength(4);
    expect(performance.now() - began).toBeLessThan(3000);
  });

  test('asks the uv that is at hand, and fetches nothing', async (context) => {
    const { uv, problem } = await testUv();
    if (uv === null) return context.skip(problem);
    const python = createPython({ command, env: { PATH: '' }, uvPath: async () => uv.path });
    const { chosen, all } = await python.find({ range: '>=3.8', preferred: null, signal });
    expect(all).toHaveLength(1);
    expect((await lstat(chosen?.path ?? '')).isDirectory()).toBe(false);
    expect(await python.find({ range: '>=3.99', preferred: null, signal })).toEqual({
      chosen: null,
      all: [],
      rejected: [],
    });
  });

  test('throws Cancelled', async () => {
    const controller = new AbortController();
    await script('asleep/python3', 'sleep 60');
    const finding = searching(join(folder, 'asleep')).find({
      range: '>=3.8',
      preferred: null,
      signal: controller.signal,
    });
    setTimeout(() => controller.abort(), 200);
    await expect(finding).rejects.toBeInstanceOf(Cancelled);
  });
});
