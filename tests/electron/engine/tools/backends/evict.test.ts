import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createBackends } from '../../../../../electron/engine/tools/backends.ts';
import type { Backend } from '../../../../../electron/engine/tools.ts';
import { type LocalIndex, startLocalIndex } from '../../../../support/local-index.ts';
import { buildWheel, type Wheel } from '../../../../support/wheel.ts';
import { both, command, pinOf, python, signal, sitePackages, skipWithoutTools } from './both.ts';

// Real programs on a busy machine: slow is no failure.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const alpha = buildWheel({ name: 'standin-alpha', version: '1.0.0' });
const beta = buildWheel({ name: 'standin-beta', version: '2.0.0' });
const onLine = () => undefined;

let folder: string;
let index: LocalIndex;
let indexUrl: string;
let root: string;
let stagings = 0;

/** As the public index has it: what was downloaded may be taken from a cache for good. */
const startLasting = async (behind: string): Promise<{ url: string; host: string; stop: () => void }> => {
  const server = createServer((request, response) => {
    fetch(new URL(request.url ?? '/', behind), { headers: { accept: request.headers.accept ?? '*/*' } })
      .then(async (answer) => {
        const page = answer.headers.get('content-type') ?? 'text/plain';
        const cached = (request.url ?? '').endsWith('.whl') ? 'max-age=365000000, immutable, public' : 'no-store';
        response.writeHead(answer.status, { 'content-type': page, 'cache-control': cached });
        response.end(Buffer.from(await answer.arrayBuffer()));
      })
      .catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const host = `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : ''}`;
  return { url: `http://${host}/simple/`, host, stop: () => void server.close().closeAllConnections() };
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evict für both '));
  index = await startLocalIndex([alpha, beta]);
  root = join(folder, 'env');
  if (python !== null) await command(python, ['-m', 'venv', root], { signal });
});
afterAll(async () => {
  await index.stop();
  await rm(folder, { recursive: true });
});
beforeEach(async (context) => {
  skipWithoutTools(context);
  const lasting = await startLasting(index.url);
  indexUrl = lasting.url;
  // pip caches nothing of a plain http address that is not trusted.
  vi.stubEnv('PIP_TRUSTED_HOST', lasting.host);
  onTestFinished(() => {
    lasting.stop();
    vi.unstubAllEnvs();
  });
});

/** Returns the folder of what was installed and how often each wheel was asked for. */
const install = async (backend: Backend, wheels: readonly Wheel[]) => {
  const before = index.requests.length;
  stagings += 1;
  const staging = join(folder, `staging ${stagings}`);
  await backend.install({
    environment: root,
    staging,
    pins: wheels.map(pinOf),
    variantIndex: null,
    index: { indexUrl, extraIndexUrls: [], findLinks: null, offline: false },
    signal,
    onLine,
    onPackage: () => undefined,
  });
  const downloads = index.requests.slice(before).filter((request) => request.endsWith('.whl'));
  return { site: await sitePackages(root, staging), downloads };
};
const downloadOf = (wheel: Wheel): string => `GET /files/${wheel.filename}`;
const moduleIn = (site: string): Promise<string> => readFile(join(site, 'standin_alpha', '__init__.py'), 'utf8');
const evict = (backend: Backend, names: readonly string[]): Promise<void> => backend.evict({ names, signal, onLine });

/** Paths of the files below a folder whose bytes `isWanted`. */
const filesWith = async (below: string, isWanted: (bytes: Buffer, path: string) => boolean): Promise<string[]> => {
  const found: string[] = [];
  for (const entry of await readdir(below, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && isWanted(await readFile(path), path)) found.push(path);
  }
  return found;
};

describe.each(both)('$name', ({ name, create }) => {
  it('downloads again what was evicted, once, and nothing else', async () => {
    const backend = create(join(folder, `again ${name}`));
    expect((await install(backend, [alpha, beta])).downloads.sort()).toEqual([downloadOf(alpha), downloadOf(beta)]);
    expect((await install(backend, [alpha, beta])).downloads).toEqual([]);
    await evict(backend, []);
    expect((await install(backend, [alpha, beta])).downloads).toEqual([]);
    await evict(backend, ['standin-alpha', 'standin-absent']);
    expect((await install(backend, [alpha, beta])).downloads).toEqual([downloadOf(alpha)]);
    expect((await install(backend, [alpha, beta])).downloads).toEqual([]);
  });
});

it.each(both)('has nothing to forget before $name has downloaded anything', async ({ name, create }) => {
  const backend = create(join(folder, `empty ${name}`));
  await evict(backend, ['standin-alpha']);
  expect((await install(backend, [alpha])).downloads).toEqual([downloadOf(alpha)]);
});

describe('a file damaged in the cache', () => {
  it('comes with every install by uv until it is evicted', async () => {
    const cacheFolder = join(folder, 'damaged uv');
    const backend = both[0].create(cacheFolder);
    await install(backend, [alpha, beta]);
    const damaged = await filesWith(join(cacheFolder, 'uv'), (_, path) => /standin_alpha.__init__\.py$/.test(path));
    expect(damaged).toHaveLength(1);
    for (const path of damaged) await writeFile(path, 'damaged');

    const carried = await install(backend, [alpha]);
    expect(carried.downloads).toEqual([]);
    expect(await moduleIn(carried.site)).toBe('damaged');

    await evict(backend, ['standin-alpha']);
    const whole = await install(backend, [alpha]);
    expect(whole.downloads).toEqual([downloadOf(alpha)]);
    expect(await moduleIn(whole.site)).toContain('1.0.0');
  });

  it('fails every install by pip until it is evicted', async () => {
    const cacheFolder = join(folder, 'damaged pip');
    const backend = both[1].create(cacheFolder);
    await install(backend, [alpha]);
    const damaged = await filesWith(join(cacheFolder, 'pip'), (bytes) => bytes.includes(alpha.bytes));
    expect(damaged).toHaveLength(1);
    for (const path of damaged) {
      const bytes = await readFile(path);
      const at = bytes.indexOf(alpha.bytes) + (alpha.bytes.length >> 1);
      await writeFile(
        path,
        Buffer.concat([bytes.subarray(0, at), Buffer.from([(bytes[at] ?? 0) ^ 1]), bytes.subarray(at + 1)]),
      );
    }
    const before = index.requests.length;
    await expect(install(backend, [alpha])).rejects.toMatchObject({
      failure: { code: 'hash-mismatch', package: 'standin-alpha' },
    });
    expect(index.requests.slice(before)).not.toContain(downloadOf(alpha));

    await evict(backend, ['standin-alpha']);
    const whole = await install(backend, [alpha]);
    expect(whole.downloads).toEqual([downloadOf(alpha)]);
    expect(await moduleIn(whole.site)).toContain('1.0.0');
  });
});

it('is evicted for each run that uses pip', async () => {
  const backends = createBackends({ command, cacheFolder: join(folder, 'shared'), resourcesFolder: null });
  const choose = async (): Promise<Backend> => {
    const index = { indexUrl, extraIndexUrls: [], findLinks: null, offline: false };
    return (await backends.choose({ wanted: 'pip', python, index, signal, onLine })).backend;
  };
  await install(await choose(), [alpha]);
  await evict(await choose(), ['standin-alpha']);
  expect((await install(await choose(), [alpha])).downloads).toEqual([downloadOf(alpha)]);
});
