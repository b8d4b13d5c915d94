import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { Event } from '../../shared/events.ts';
import type { Failure } from '../../shared/failure.ts';
import {
  type Ended,
  eventsOf,
  foldOf,
  homeIn,
  processesOf,
  pythonIn,
  type Running,
  startCli,
  temporaryFolder,
} from '../support/cli.ts';
import { contentOf } from '../support/kill-verdict.ts';
import { type LocalIndex, startLocalIndex } from '../support/local-index.ts';
import { makePipEnvironment } from '../support/pip-environment.ts';
import { linuxTest, longTest } from '../support/platform-tests.ts';
import { buildSource, type SourceContents } from '../support/source-archive.ts';
import { buildWheel, type Wheel } from '../support/wheel.ts';

// Real programs on a busy machine: slow is no failure.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 });

interface Workplace {
  folder: string;
  index: LocalIndex;
  /** Builds so far, each by name and version. */
  built: () => Promise<string[]>;
  repair: (environment: string, args?: readonly string[]) => Promise<Ended>;
  start: (environment: string, args?: readonly string[]) => Running;
}

/** The manifest's second layer wants standin-top, a wheel that needs standin-src, of which there are source archives. */
const workplace = async (
  sources: readonly SourceContents[],
  {
    changes = {},
    served = [],
    credentials,
  }: { changes?: object; served?: readonly Wheel[]; credentials?: string } = {},
): Promise<Workplace> => {
  const folder = await temporaryFolder();
  const log = join(folder, 'builds.txt');
  const index = await startLocalIndex(
    [
      buildWheel({ name: 'standin-alpha', version: '1.0.0' }),
      buildWheel({ name: 'standin-top', version: '2.0', requires: ['standin-src>=1'] }),
      ...served,
    ],
    {
      sources: sources.map((contents) => buildSource({ log, ...contents })),
      ...(credentials === undefined ? {} : { credentials }),
    },
  );
  const home = await homeIn(folder);
  const manifest = join(folder, 'manifest.json');
  const layer = (id: string, requirement: string, modules: readonly string[]) => ({
    id,
    title: id,
    requirements: [requirement],
    checks: modules.map((module) => ({ kind: 'import', module })),
  });
  await writeFile(
    manifest,
    JSON.stringify({
      schemaVersion: 1,
      name: 'with-source',
      title: 'With source',
      python: '>=3.8',
      layers: [layer('core', 'standin-alpha', ['standin_alpha']), layer('extra', 'standin-top', ['standin_src'])],
      profiles: { core: ['core'] },
      retry: { attempts: 2, waitSeconds: [0] },
      ...changes,
    }),
  );
  const start = (environment: string, args: readonly string[] = []): Running =>
    startCli(
      [
        ...['repair', '--env', join(folder, environment), '--manifest', manifest],
        ...['--index-url', index.urlWithCredentials, '--json', ...args],
      ],
      { env: { SMART_INSTALLER_HOME: home } },
    );
  return {
    folder,
    index,
    start,
    repair: (environment, args) => start(environment, args).ended,
    built: async () => (await readFile(log, 'utf8').catch(() => '')).split('\n').filter((line) => line !== ''),
  };
};

const failureOf = ({ stdout }: Ended): Failure | null => {
  const { outcome } = foldOf(eventsOf(stdout));
  return outcome?.kind === 'failed' ? outcome.failure : null;
};

const notesOf = (events: readonly Event[]): string[] =>
  events.flatMap((event) => (event.type === 'step-noted' ? [`${event.note}: ${event.detail}`] : []));

const versionIn = (environment: string, module: string): string =>
  execFileSync(pythonIn(environment), ['-I', '-c', `import ${module}; print(${module}.__version__)`], {
    encoding: 'utf8',
  }).trim();

// How it is remembered is no matter of the tool; backends/offline.test.ts resolves offline with both.
it('a wheel that was built from source is built once for all environments, which may be offline', async () => {
  const { folder, index, built, repair } = await workplace([{ name: 'standin-src', version: '1.5' }]);
  const yes = ['--backend', 'uv', '--build', 'standin-src'];
  expect((await repair('env', yes)).code).toBe(0);
  const second = await repair('second', yes);
  expect(second.code, second.stdout).toBe(0);
  await index.stop();
  const offline = await repair('third', [...yes, '--offline']);
  expect(offline.code, offline.stdout).toBe(0);
  for (const name of ['second', 'third']) expect(versionIn(join(folder, name), 'standin_src')).toBe('1.5');
  expect(await built()).toEqual(['standin_src-1.5']);
});

describe.each(['uv', 'pip'])('a package that exists only as source code, with %s', (backend) => {
  const using = ['--backend', backend];
  /** What the product itself decides, whatever builds. */
  const once = backend === 'uv' ? it : longTest;

  it('is named, and the environment stays as it was, until somebody says yes', async () => {
    const { folder, built, repair } = await workplace([{ name: 'standin-src', version: '1.5' }]);
    const env = join(folder, 'env');
    if (backend === 'pip') await makePipEnvironment(env);
    expect((await repair('env', [...using, '--profile', 'core'])).code).toBe(0);
    const before = await contentOf(env);

    const refused = await repair('env', using);
    expect(refused.code).toBe(1);
    expect(failureOf(refused)).toMatchObject({ code: 'source-only', package: 'standin-src', version: '1.5' });
    expect(foldOf(eventsOf(refused.stdout)).outcome).toMatchObject({ undo: 'nothing-changed' });
    expect((await repair('env', [...using, '--build', 'standin-other'])).code).toBe(1);
    expect(await contentOf(env)).toEqual(before);
    expect(await built()).toEqual([]);

    const allowed = await repair('env', [...using, '--build', 'Standin_Src']);
    expect(allowed.code, allowed.stdout).toBe(0);
    expect(versionIn(env, 'standin_src')).toBe('1.5');
    expect(await built()).toEqual(['standin_src-1.5']);
    const notes = notesOf(eventsOf(allowed.stdout));
    expect(notes).toContain('source-chosen: standin-src 1.5');
    expect(notes).toContain('source-building: standin-src (1.5)');
  });

  once('is built where the manifest says yes, without a word of the index’s password', async () => {
    const { folder, repair } = await workplace([{ name: 'standin-src', version: '1.5' }], {
      changes: { buildFromSource: ['standin.src'] },
      credentials: 'joe:S3cretOfIndex',
    });
    const ended = await repair('env', using);
    expect(ended.code, ended.stdout).toBe(0);
    expect(versionIn(join(folder, 'env'), 'standin_src')).toBe('1.5');
    expect(ended.stdout + ended.stderr).not.toMatch(/S3cret/);
  });

  (backend === 'uv' ? linuxTest : longTest)(
    'whose build does not end can be stopped, and nothing of it goes on',
    async () => {
      const { folder, start } = await workplace([{ name: 'standin-src', version: '1.5', hangs: true }]);
      const run = start('env', [...using, '--build', 'standin-src']);
      await run.says('"note":"source-building"');
      await expect.poll(async () => (await processesOf(run.marker)).length, { timeout: 60_000 }).toBeGreaterThan(2);
      run.process.kill('SIGINT');
      expect((await run.ended).code).toBe(130);
      expect(await processesOf(run.marker)).toEqual([]);
      expect(existsSync(join(folder, 'env/pyvenv.cfg'))).toBe(false);
    },
  );

  it('whose build fails is named with what the build said, and nothing is changed', async () => {
    const { folder, repair } = await workplace([
      { name: 'standin-src', version: '1.5', failing: 'there is no compiler here' },
    ]);
    const env = join(folder, 'env');
    if (backend === 'pip') await makePipEnvironment(env);
    expect((await repair('env', [...using, '--profile', 'core'])).code).toBe(0);
    const before = await contentOf(env);
    const ended = await repair('env', [...using, '--build', 'standin-src']);
    expect(ended.code).toBe(1);
    expect(failureOf(ended)).toMatchObject({
      code: 'build-failed',
      package: 'standin-src',
      version: '1.5',
      tool: backend,
      detail: expect.arrayContaining(['there is no compiler here']),
    });
    expect(await contentOf(env)).toEqual(before);
  });

  once('whose build makes another version is refused', async () => {
    const { repair } = await workplace([{ name: 'standin-src', version: '1.5', makes: '1.6' }]);
    const ended = await repair('env', [...using, '--build', 'standin-src']);
    expect(ended.code).toBe(1);
    expect(failureOf(ended)).toMatchObject({ code: 'build-failed', package: 'standin-src' });
  });

  once('that did not arrive as its index says is not run', async () => {
    const { index, built, repair } = await workplace([{ name: 'standin-src', version: '1.5' }]);
    index.fail({ match: /standin_src.*tar\.gz$/, kind: 'corrupt', times: 50 });
    const ended = await repair('env', [...using, '--build', 'standin-src']);
    expect(ended.code).toBe(1);
    expect(failureOf(ended)).toMatchObject({ code: 'hash-mismatch', package: 'standin-src' });
    expect(await built()).toEqual([]);
  });

  once('is not what has a wheel in an older version: that is taken', async () => {
    const { folder, built, repair } = await workplace([{ name: 'standin-src', version: '1.5' }], {
      served: [buildWheel({ name: 'standin-src', version: '1.4' })],
    });
    const ended = await repair('env', [...using, '--build', 'standin-src']);
    expect(ended.code, ended.stdout).toBe(0);
    expect(versionIn(join(folder, 'env'), 'standin_src')).toBe('1.4');
    expect(await built()).toEqual([]);
  });

  once('is not what is made for another Python only', async () => {
    const { repair } = await workplace([{ name: 'standin-src', version: '1.5', requiresPython: '>=3.99' }]);
    const ended = await repair('env', using);
    expect(ended.code).toBe(1);
    expect(failureOf(ended)?.code).not.toBe('source-only');
  });
});
