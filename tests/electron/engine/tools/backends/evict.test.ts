import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Backend } from '../../../../../electron/engine/interfaces/backends.ts';
import { type LocalIndex, startLocalIndex } from '../../../../support/local-index.ts';
import { buildWheel, type Wheel } from '../../../../support/wheel.ts';
import { both, python, signal, skipWithoutTools } from './both.ts';

// Real programs on a busy machine: slow is no failure.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const alpha = buildWheel({ name: 'standin-alpha', version: '1.0.0' });
const beta = buildWheel({ name: 'standin-beta', version: '2.0.0' });
const onLine = () => undefined;

let folder: string;
let index: LocalIndex;
let indexUrl: string;

/** As the public index has it: what was fetched may be taken from a cache, a file for good and a page for a while. */
const startLasting = async (behind: string): Promise<{ url: string; stop: () => void }> => {
  const server = createServer((request, response) => {
    fetch(new URL(request.url ?? '/', behind), { headers: { accept: request.headers.accept ?? '*/*' } })
      .then(async (answer) => {
        const type = answer.headers.get('content-type') ?? 'text/plain';
        const isFile = (request.url ?? '').startsWith('/files/');
        const cached = isFile ? 'max-age=365000000, immutable, public' : 'max-age=600, public';
        response.writeHead(answer.status, { 'content-type': type, 'cache-control': cached });
        response.end(Buffer.from(await answer.arrayBuffer()));
      })
      .catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : '';
  return { url: `http://127.0.0.1:${port}/simple/`, stop: () => void server.close().closeAllConnections() };
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evict für both '));
  index = await startLocalIndex([alpha, beta]);
});
afterAll(async () => {
  await index.stop();
  await rm(folder, { recursive: true });
});
beforeEach(async (context) => {
  skipWithoutTools(context);
  const lasting = await startLasting(index.url);
  indexUrl = lasting.url;
  onTestFinished(lasting.stop);
});

/** Returns what the index was asked for. */
const resolve = async (backend: Backend): Promise<string[]> => {
  const before = index.requests.length;
  const pins = await backend.resolve({
    python: python ?? '',
    requirements: ['standin-alpha', 'standin-beta'],
    constraints: [],
    variantIndex: null,
    index: { indexUrl, extraIndexUrls: [], findLinks: null, offline: false },
    wheelLinks: [],
    fromSource: [],
    graph: true,
    signal,
    onLine,
  });
  expect(pins.map(({ name }) => name).sort()).toEqual(['standin-alpha', 'standin-beta']);
  return index.requests.slice(before).sort();
};
const requestsOf = (wheel: Wheel): string[] => [`GET /files/${wheel.filename}.metadata`, `GET /simple/${wheel.name}/`];
const evict = (backend: Backend, names: readonly string[]): Promise<void> => backend.evict({ names, signal, onLine });

describe('uv', () => {
  it('looks up again what was evicted, once, and nothing else', async () => {
    const backend = both[0].create(join(folder, 'again'));
    expect(await resolve(backend)).toEqual([...requestsOf(alpha), ...requestsOf(beta)].sort());
    expect(await resolve(backend)).toEqual([]);
    await evict(backend, []);
    expect(await resolve(backend)).toEqual([]);
    await evict(backend, ['standin-alpha', 'standin-absent']);
    expect(await resolve(backend)).toEqual(requestsOf(alpha));
    expect(await resolve(backend)).toEqual([]);
  });
});

it.each(both)('has nothing to forget before $name has resolved anything', async ({ name, create }) => {
  const backend = create(join(folder, `empty ${name}`));
  await evict(backend, ['standin-alpha']);
  expect(await resolve(backend)).toEqual(expect.arrayContaining([`GET /simple/standin-alpha/`]));
});
