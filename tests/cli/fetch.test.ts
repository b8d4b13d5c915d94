import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { Event } from '../../shared/events.ts';
import { eventsOf, foldOf, homeIn, pythonIn, type Running, startCli, temporaryFolder } from '../support/cli.ts';
import { contentOf } from '../support/kill-verdict.ts';
import { type LocalIndex, type LocalIndexOptions, startLocalIndex } from '../support/local-index.ts';
import { makePipEnvironment } from '../support/pip-environment.ts';
import { longTest } from '../support/platform-tests.ts';
import { startProxy } from '../support/proxy.ts';
import { stackManifest, stackWheels } from '../support/stack.ts';
import { buildWheel, type Wheel } from '../support/wheel.ts';

// Real programs on a busy machine: slow is no failure.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 });

/** Big enough that a download can be met in its middle. */
const bigBytes = 24 * 1024 * 1024;
const wheels = stackWheels();
const bigWheels = (): Wheel[] => [
  ...wheels.filter(({ name }) => name !== 'standin-gamma'),
  buildWheel({ name: 'standin-gamma', version: '1.2.0', padBytes: bigBytes }),
];
const gamma = /files\/standin_gamma.*whl$/;

interface Workplace {
  folder: string;
  environment: string;
  home: string;
  index: LocalIndex;
  repair: (args?: readonly string[], env?: NodeJS.ProcessEnv) => Running;
}

/** An index, a manifest without waits, and a home of the product's own, so that nothing was downloaded before. */
const workplace = async (
  changes: object = {},
  { served = wheels, ...options }: { served?: readonly Wheel[] } & LocalIndexOptions = {},
): Promise<Workplace> => {
  const folder = await temporaryFolder();
  const home = await homeIn(folder);
  const index = await startLocalIndex(served, options);
  const manifest = join(folder, 'manifest.json');
  const retry = { attempts: 3, waitSeconds: [0] };
  await writeFile(manifest, JSON.stringify({ ...stackManifest, retry, ...changes }));
  const environment = join(folder, 'env');
  const repair = (args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Running =>
    startCli(
      [
        'repair',
        '--env',
        environment,
        '--manifest',
        manifest,
        '--index-url',
        index.urlWithCredentials,
        '--json',
        ...args,
      ],
      { env: { SMART_INSTALLER_HOME: home, ...env } },
    );
  return { folder, environment, home, index, repair };
};

const notesOf = (events: readonly Event[]): string[] =>
  events.flatMap((event) => (event.type === 'step-noted' ? [event.note] : []));

const imports = (environment: string): void => {
  execFileSync(pythonIn(environment), ['-I', '-c', 'import standin_alpha, standin_beta, standin_gamma'], {
    stdio: 'pipe',
  });
};

const bytesSent = (index: LocalIndex, match: RegExp): number =>
  index.sent.filter(({ path }) => match.test(path)).reduce((sum, { bytes }) => sum + bytes, 0);

describe.each(['uv', 'pip'])('with %s', (backend) => {
  // What goes on after the download is the product's own; pip installs from what is there in the next test, too.
  const once = backend === 'uv' ? it : longTest;

  once('installs with the network gone after the download, and asks no index for anything then', async () => {
    const { environment, index, repair } = await workplace();
    const run = repair(['--backend', backend]);
    await run.says('"type":"step-finished","step":"download","outcome":"done"');
    await index.stop();
    const { code, stdout } = await run.ended;
    expect(code, stdout).toBe(0);
    imports(environment);
    const offline = await repair(['--backend', backend, '--rebuild', '--offline']).ended;
    expect(offline.code, offline.stdout).toBe(0);
    imports(environment);
  });

  it('offline it names exactly what is missing, and changes nothing', async () => {
    const { environment, home, index, repair } = await workplace();
    if (backend === 'pip') await makePipEnvironment(environment);
    expect((await repair(['--backend', backend]).ended).code).toBe(0);
    const before = await contentOf(environment);
    const store = join(home, 'cache/wheelhouse/wheels');
    for (const sha256 of await readdir(store))
      if ((await readdir(join(store, sha256))).some((name) => /^standin_(?:alpha|gamma)-/.test(name)))
        await rm(join(store, sha256), { recursive: true });
    const asked = index.requests.length;
    const ended = await repair(['--backend', backend, '--rebuild', '--offline']).ended;
    expect(ended.code).toBe(1);
    const outcome = foldOf(eventsOf(ended.stdout)).outcome;
    const failure = outcome?.kind === 'failed' ? outcome.failure : null;
    if (failure?.code === 'wheels-missing')
      expect(failure.wheels.map(({ name, version }) => `${name} ${version}`).sort()).toEqual([
        'standin-alpha 1.1.0',
        'standin-gamma 1.2.0',
      ]);
    // pip keeps no pages to resolve from, so it ends at the first name that it cannot find.
    else
      expect(failure).toMatchObject({ code: 'not-downloaded', requirement: expect.stringContaining('standin-alpha') });
    expect(failure?.code === 'wheels-missing' || backend === 'pip').toBe(true);
    expect(await contentOf(environment)).toEqual(before);
    expect(index.requests.length).toBe(asked);
  });
});

describe('the download', () => {
  it('goes on where a killed run left it, and is told in bytes', async () => {
    // Its download takes three seconds, and is ended in their middle.
    const line = { bytesPerSecond: bigBytes / 3 };
    const { environment, index, repair } = await workplace({}, { served: bigWheels(), ...line });
    const first = repair();
    await expect.poll(() => bytesSent(index, gamma), { timeout: 60_000 }).toBeGreaterThanOrEqual(bigBytes / 2);
    await first.says('"bytesPerSecond"');
    first.process.kill('SIGKILL');
    await first.ended;
    const { code, stdout } = await repair().ended;
    expect(code, stdout).toBe(0);
    imports(environment);
    const events = eventsOf(stdout);
    expect(notesOf(events)).toContain('download-resumed');
    expect(bytesSent(index, gamma)).toBeLessThan(bigBytes * 1.2);
    const last = events.findLast((event) => event.type === 'download-progressed');
    expect(last?.progress.done).toBe(last?.progress.total);
    expect(foldOf(events).steps.find(({ step }) => step.kind === 'download')?.download?.files.length).toBeGreaterThan(
      2,
    );
  });

  it('a network that goes in its middle leaves the environment as it was, whatever was to be done', async () => {
    const { environment, index, repair } = await workplace({}, { served: bigWheels() });
    expect((await repair().ended).code).toBe(0);
    const before = await contentOf(environment);
    await rm(join(environment, '..', 'home/cache/wheelhouse'), { recursive: true });
    index.fail({ match: gamma, kind: 'stall', afterBytes: 1_000_000, times: 10 });
    const run = repair(['--rebuild']);
    await run.says('"type":"download-progressed"');
    await index.stop();
    const ended = await run.ended;
    expect(ended.code, ended.stdout).toBe(1);
    expect(foldOf(eventsOf(ended.stdout)).outcome).toMatchObject({
      kind: 'failed',
      failure: { code: 'download-failed' },
      undo: 'nothing-changed',
    });
    expect(await contentOf(environment)).toEqual(before);
  });

  describe.each<[when: string, moment: string, declare: typeof longTest]>([
    ['when the run begins', '"type":"run-started"', longTest],
    ['while versions are looked up', '"type":"step-started","step":"resolve"', it],
    ['before the download', '"type":"plan-sized"', it],
    ['after the download', '"type":"step-finished","step":"download"', longTest],
    ['while the environment is made', '"type":"step-started","step":"create-environment"', it],
    ['while a layer is installed', '"type":"step-started","step":"install:core"', longTest],
    ['while it is proven', '"type":"step-started","step":"prove"', longTest],
  ])('a network that goes %s', (_when, moment, declare) =>
    declare('leaves it as it was or complete', async () => {
      const { environment, home, index, repair } = await workplace();
      expect((await repair().ended).code).toBe(0);
      const before = await contentOf(environment);
      for (const cache of ['uv', 'wheelhouse']) await rm(join(home, 'cache', cache), { recursive: true });
      const run = repair(['--rebuild']);
      await run.says(moment);
      await index.stop();
      const { code, stdout } = await run.ended;
      if (code !== 0) expect(await contentOf(environment), stdout).toEqual(before);
      imports(environment);
      expect(foldOf(eventsOf(stdout)).outcome?.kind).toBe(code === 0 ? 'repaired' : 'failed');
    }),
  );

  it('waits as long as a busy server asks, and says so', async () => {
    const { index, repair } = await workplace();
    index.fail({ match: gamma, kind: 'status', status: 503, headers: { 'retry-after': '2' } });
    const { code, stdout } = await repair().ended;
    expect(code, stdout).toBe(0);
    const wait = eventsOf(stdout).find((event) => event.type === 'wait-started');
    expect(wait).toMatchObject({ step: 'download', failure: { code: 'download-failed', problem: { reason: 'busy' } } });
    expect((wait?.until ?? 0) - (wait?.at ?? 0)).toBeGreaterThanOrEqual(1900);
  });

  it('takes the next index where the first one serves something else than it says', async () => {
    const other = await startLocalIndex(wheels);
    const variants = [
      {
        accelerator: 'cpu',
        requirements: ['standin-gamma'],
        sources: [{ index: other.url }, { index: 'default' }],
      },
    ];
    const [core, extra] = stackManifest.layers;
    const { environment, repair } = await workplace({ layers: [core, { ...extra, variants }] });
    for (const one of [other]) one.fail({ match: gamma, kind: 'corrupt', times: 10 });
    const { code, stdout } = await repair().ended;
    await other.stop();
    expect(code, stdout).toBe(0);
    imports(environment);
    const noted = eventsOf(stdout).find((event) => event.type === 'step-noted' && event.note === 'index-skipped');
    expect(noted).toMatchObject({ step: 'download', detail: expect.stringContaining('standin-gamma') });
  });

  it('a wheel that was damaged in the wheelhouse is noticed and fetched again', async () => {
    const { environment, home, index, repair } = await workplace();
    expect((await repair().ended).code).toBe(0);
    const store = join(home, 'cache/wheelhouse/wheels');
    for (const sha256 of await readdir(store))
      for (const name of await readdir(join(store, sha256)))
        if (name.startsWith('standin_gamma-')) {
          const bytes = await readFile(join(store, sha256, name));
          bytes[1000] = (bytes[1000] ?? 0) ^ 1;
          await writeFile(join(store, sha256, name), bytes);
        }
    const asked = index.requests.length;
    const { code, stdout } = await repair(['--rebuild']).ended;
    expect(code, stdout).toBe(0);
    imports(environment);
    expect(notesOf(eventsOf(stdout))).toContain('cache-evicted');
    const fetched = index.requests
      .slice(asked)
      .filter((request) => request.includes('.whl') && !request.includes('.metadata'));
    expect(fetched.length).toBeGreaterThan(0);
    expect(fetched.every((request) => request.includes('standin_gamma'))).toBe(true);
  });
});

describe('secrets', () => {
  /** Every text that the product wrote, and what its files hold. */
  const allTexts = async (home: string, said: readonly string[]): Promise<string> => {
    const names = await readdir(home, { recursive: true, withFileTypes: true });
    const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    const texts = await Promise.all(
      files.filter((file) => !/\/cache\/tools\//.test(file)).map((file) => readFile(file, 'latin1')),
    );
    return [...said, ...texts].join('\n');
  };

  it.each(['uv', 'pip'])(
    'of an index, a proxy and a .netrc are in no log, event, error or file with %s',
    async (backend) => {
      const { folder, environment, home, index, repair } = await workplace({}, { credentials: 'joe:S3cretOfIndex' });
      // The second run makes one, too.
      if (backend === 'pip') await makePipEnvironment(environment);
      const proxy = await startProxy({ credentials: 'ann:S3cretOfProxy' });
      const guarded = await startLocalIndex(wheels, { credentials: 'bob:S3cretOfNetrc' });
      try {
        await mkdir(join(folder, 'user'));
        const netrc = join(folder, 'user/.netrc');
        await writeFile(netrc, 'machine 127.0.0.1 login bob password S3cretOfNetrc\n', { mode: 0o600 });
        const variables = { HTTP_PROXY: proxy.url, http_proxy: proxy.url, NO_PROXY: '', no_proxy: '', NETRC: netrc };
        const said: string[] = [];
        const run = async (args: readonly string[]): Promise<number | null> => {
          const { code, stdout, stderr } = await repair(['--backend', backend, ...args], variables).ended;
          said.push(stdout, stderr);
          return code;
        };
        expect(await run([]), said.join('\n')).toBe(0);
        imports(environment);
        expect(proxy.requests.some((request) => gamma.test(request))).toBe(true);
        expect(await run(['--rebuild', '--index-url', guarded.url]), said.join('\n')).toBe(0);
        // And where it fails: the index is gone, the proxy refuses.
        index.fail({ match: /./, kind: 'status', status: 500, times: 50 });
        await rm(join(home, 'cache/uv'), { recursive: true, force: true });
        expect(await run(['--rebuild'])).toBe(1);
        await proxy.stop();
        expect(await run(['--rebuild'])).toBe(1);
        expect(await allTexts(home, said)).not.toMatch(/S3cret/);
      } finally {
        await Promise.all([guarded.stop(), index.stop()]);
      }
    },
  );
});
