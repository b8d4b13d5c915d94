import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { devNull, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { Failing } from '../../../../electron/engine/failing.ts';
import type { RunCommand } from '../../../../electron/engine/interfaces/command.ts';
import type { IndexOptions } from '../../../../electron/engine/interfaces/indexes.ts';
import { createBackends } from '../../../../electron/engine/tools/backends.ts';
import { createCommand } from '../../../../electron/engine/tools/command.ts';
import { pinnedUv } from '../../../../electron/engine/tools/uv-pin.ts';
import { startLocalIndex } from '../../../support/local-index.ts';
import { testPython, testUv } from '../../../support/python.ts';

// Real programs on a busy machine: slow is no failure.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const signal = new AbortController().signal;
const python = testPython();
const name = process.platform === 'win32' ? 'uv.exe' : 'uv';

let folder: string;
let started: string[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'back ends '));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(() => {
  started = [];
});

/** PATH without any uv, and more variables; notes every program that is started. */
const commandWith = (env: Record<string, string | undefined> = {}): RunCommand => {
  const command = createCommand();
  const own = (process.env['PATH'] ?? '').split(delimiter).filter((one) => !existsSync(join(one, name)));
  return (file, args, options) => {
    started.push(`${file} ${args.join(' ')}`);
    return command(file, args, { ...options, env: { PATH: own.join(delimiter), ...options.env, ...env } });
  };
};
const anyIndex: IndexOptions = { indexUrl: null, extraIndexUrls: [], findLinks: null, offline: false };
const choosing = (wanted: 'auto' | 'uv' | 'pip', more: object = {}) => ({
  wanted,
  python: async () => python,
  index: anyIndex,
  signal,
  onLine: () => undefined,
  ...more,
});
const tools = (cache: string, more: { command?: RunCommand; resourcesFolder?: string | null } = {}) =>
  createBackends({ command: commandWith(), cacheFolder: join(folder, cache), resourcesFolder: null, ...more });
/** A program that says it is that uv. */
const pretend = async (where: string, version: string): Promise<void> => {
  await mkdir(where, { recursive: true });
  await writeFile(join(where, 'uv'), `#!/bin/sh\necho "uv ${version}"\n`);
  await chmod(join(where, 'uv'), 0o755);
};

describe('pip', () => {
  it('is taken without a look for uv where it is wanted', async () => {
    const { backend, fallbackReason } = await tools('pip').choose(choosing('pip'));
    expect(backend.name).toBe('pip');
    expect(backend.installPython).toBeNull();
    expect(fallbackReason).toBeNull();
    expect(started).toEqual([]);
  });

  it('stands in for a uv that cannot be had, with the reason', async (context) => {
    if (python === null) context.skip('no Python');
    const index = await startLocalIndex([]);
    try {
      const command = commandWith({ PIP_INDEX_URL: index.url, PIP_FIND_LINKS: undefined });
      const { backend, fallbackReason } = await tools('none', { command }).choose(choosing('auto'));
      expect(backend.name).toBe('pip');
      expect(fallbackReason).toContain(`uv==${pinnedUv.version}`);
      index.fail({ match: /simple\/uv/, kind: 'status', status: 503 });
      await expect(tools('none', { command }).choose(choosing('uv'))).rejects.toMatchObject({
        failure: { code: 'uv-unavailable', reason: expect.stringContaining('it answers with status 503') },
      });
      expect(await readdir(join(folder, 'none', 'tools'))).toEqual([]);
    } finally {
      await index.stop();
    }
  });

  it('stands in where no Python is there to fetch uv', async () => {
    const { backend, fallbackReason } = await tools('no-python').choose(choosing('auto', { python: async () => null }));
    expect(backend.name).toBe('pip');
    expect(fallbackReason).toBe('no Python was found that could fetch it');
    await expect(tools('no-python').choose(choosing('uv', { python: async () => null }))).rejects.toBeInstanceOf(
      Failing,
    );
  });
});

describe('the fetch of uv', () => {
  it('asks the index that the run was given', async (context) => {
    if (python === null) context.skip('no Python');
    const index = await startLocalIndex([]);
    try {
      const request = choosing('auto', { index: { ...anyIndex, indexUrl: index.url } });
      expect((await tools('given').choose(request)).backend.name).toBe('pip');
      expect(index.requests.join()).toContain('/simple/uv/');
    } finally {
      await index.stop();
    }
  });

  it('does not start pip offline, not even for a page of links', async (context) => {
    if (python === null) context.skip('no Python');
    // Nor what the machine's own configuration names.
    vi.stubEnv('PIP_CONFIG_FILE', devNull);
    vi.stubEnv('PIP_FIND_LINKS', 'http://127.0.0.1:9/own/');
    onTestFinished(() => void vi.unstubAllEnvs());
    const reason = 'there is no network wanted (--offline) and no uv is here';
    for (const findLinks of [null, join(folder, 'no such folder'), 'http://127.0.0.1:9/links/']) {
      const index = { ...anyIndex, findLinks, offline: true };
      expect((await tools('offline').choose(choosing('auto', { index }))).fallbackReason).toBe(reason);
      await expect(tools('offline').choose(choosing('uv', { index }))).rejects.toMatchObject({
        failure: { code: 'uv-unavailable', reason },
      });
    }
    expect(started.filter((line) => line !== 'uv --version')).toEqual([]);
  });

  it('looks into a folder of wheels offline, and nowhere else', async (context) => {
    if (python === null) context.skip('no Python');
    const server = await startLocalIndex([]);
    try {
      const index = { indexUrl: server.url, extraIndexUrls: [server.url], findLinks: folder, offline: true };
      const { fallbackReason } = await tools('wheels').choose(choosing('auto', { index }));
      expect(fallbackReason).toBe(`uv==${pinnedUv.version} is not among what was downloaded before`);
      expect(server.requests).toEqual([]);
    } finally {
      await server.stop();
    }
  });
});

describe('uv', () => {
  it('is the packaged one, the one on PATH, the cached one, in this order', async (context) => {
    if (process.platform === 'win32') context.skip('the doubles are shell scripts');
    const [packaged, onPath, cached] = [
      join(folder, 'resources'),
      join(folder, 'on path'),
      join(folder, 'cache', 'tools', `uv-${pinnedUv.version}`, 'bin'),
    ];
    await pretend(join(packaged, 'uv'), '0.13.1 (packaged)');
    await pretend(onPath, '0.9.30');
    await pretend(cached, pinnedUv.version);
    const command = commandWith();
    const withPath: RunCommand = (file, args, options) =>
      command(file, args, { ...options, env: { ...options.env, PATH: `${onPath}${delimiter}${process.env['PATH']}` } });
    const detail = async (resourcesFolder: string | null, run: RunCommand) =>
      (await tools('cache', { command: run, resourcesFolder }).choose(choosing('uv'))).detail;
    expect(await detail(packaged, withPath)).toBe('uv 0.13.1 (packaged)');
    expect(await detail(null, withPath)).toBe('uv 0.9.30 (on PATH)');
    expect(await detail(null, command)).toBe(`uv ${pinnedUv.version} (cached)`);

    await pretend(onPath, '0.9.29');
    const said: string[] = [];
    const { detail: found } = await tools('cache', { command: withPath }).choose(
      choosing('uv', { onLine: (line: string) => said.push(line) }),
    );
    expect(found).toBe(`uv ${pinnedUv.version} (cached)`);
    expect(said).toEqual(['uv 0.9.29 (on PATH) is older than 0.9.30 and is not used.']);
  });

  it('is looked for once in a process', async (context) => {
    if (process.platform === 'win32') context.skip('the double is a shell script');
    await pretend(join(folder, 'once', 'tools', `uv-${pinnedUv.version}`, 'bin'), pinnedUv.version);
    const backends = tools('once');
    await backends.choose(choosing('auto'));
    const before = started.length;
    expect((await backends.choose(choosing('auto'))).backend.name).toBe('uv');
    expect(started.length).toBe(before);
    expect(started.filter((line) => line.includes('pip'))).toEqual([]);
  });

  it('is fetched complete or not at all, also by two at once, and mended where it does not start', async (context) => {
    if (python === null) context.skip('no Python');
    const { uv, problem } = await testUv();
    if (uv === null || uv.origin === 'on PATH')
      context.skip(problem ?? 'uv is on PATH, so that the index may not be reachable');
    const broken = join(folder, 'fetched', 'tools', `uv-${pinnedUv.version}`, 'bin', name);
    await mkdir(dirname(broken), { recursive: true });
    await copyFile(import.meta.filename, broken);
    await chmod(broken, 0o755);
    const said: string[] = [];
    const [one, two] = await Promise.all([
      tools('fetched').choose(choosing('uv', { onLine: (line: string) => said.push(line) })),
      tools('fetched').choose(choosing('uv')),
    ]);
    expect([one.detail, two.detail]).toEqual(Array(2).fill(`uv ${pinnedUv.version} (fetched)`));
    expect(said[0]).toBe(`The uv at ${broken} does not start.`);
    expect(await readdir(join(folder, 'fetched', 'tools'))).toEqual([`uv-${pinnedUv.version}`]);
    started = [];
    expect((await tools('fetched').choose(choosing('uv'))).detail).toBe(`uv ${pinnedUv.version} (cached)`);
    expect(started).toEqual(['uv --version', `${broken} --version`]);
  });
});
