import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Cancelled } from '../../../../../electron/engine/failing.ts';
import type { ResolveRequest } from '../../../../../electron/engine/interfaces/backends.ts';
import type { StoredWheel } from '../../../../../electron/engine/interfaces/wheels.ts';
import { type LocalIndex, startLocalIndex } from '../../../../support/local-index.ts';
import { buildWheel } from '../../../../support/wheel.ts';
import { both, python, signal, skipWithoutTools, store } from './both.ts';

// Real programs on a busy machine: slow is no failure.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const alpha = buildWheel({ name: 'standin-alpha', version: '1.0.0' });
const beta = buildWheel({ name: 'standin-beta', version: '2.0.0+cu124', requires: ['standin-alpha>=1'] });
/** The index knows of it, and nobody has downloaded it. */
const newer = buildWheel({ name: 'standin-alpha', version: '3.0.0' });

let folder: string;
let index: LocalIndex;
let stored: StoredWheel[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'offline für both '));
  index = await startLocalIndex([alpha, beta, newer]);
  stored = await store(join(folder, 'Räder und mehr'), [alpha, beta]);
});
afterAll(async () => {
  await index.stop();
  await rm(folder, { recursive: true });
});
beforeEach(skipWithoutTools);

describe.each(both)('a resolution by $name without network and with an empty cache', ({ name, create }) => {
  const backend = () => create(join(folder, `cache ${name} ${randomUUID()}`));
  const resolving = (requirements: string[], more: Partial<ResolveRequest> = {}): ResolveRequest => ({
    python: python ?? '',
    requirements,
    constraints: [],
    variantIndex: null,
    index: { indexUrl: index.url, extraIndexUrls: [], findLinks: null, offline: true },
    wheelLinks: stored.map(({ path }) => pathToFileURL(dirname(path)).href),
    fromSource: [],
    graph: true,
    signal,
    onLine: () => undefined,
    ...more,
  });

  it('takes the wheels that were downloaded before, with their hashes', async () => {
    const pins = await backend().resolve(resolving(['standin-beta==2.0.0', 'standin-alpha >= 1\n']));
    expect(pins.sort((a, b) => a.name.localeCompare(b.name))).toEqual(
      stored.map(({ name: one, version, path, sha256 }) => ({
        name: one,
        version,
        sha256,
        bytes: expect.toSatisfy((bytes: unknown) => bytes === null || typeof bytes === 'number'),
        url: expect.toSatisfy((url: string) => fileURLToPath(url) === path),
        requires: one === 'standin-beta' ? ['standin-alpha'] : [],
      })),
    );
    expect(index.requests).toEqual([]);
  });

  it('says when the tool is at work, so that what is needed next can be loaded meanwhile', async () => {
    const told: string[] = [];
    await backend().resolve(resolving(['standin-alpha'], { graph: false, onStart: () => told.push('started') }));
    expect(told).toEqual(['started']);
    const stopped = AbortSignal.abort();
    const never = backend().resolve(resolving(['standin-alpha'], { signal: stopped, onStart: () => told.push('no') }));
    await expect(never).rejects.toBeInstanceOf(Cancelled);
    expect(told).toEqual(['started']);
  });

  it('keeps what it is told to keep, and uses no variant’s index', async () => {
    const more = { constraints: ['standin-alpha==1.0.0'], variantIndex: index.url };
    const pins = await backend().resolve(resolving(['standin-alpha'], more));
    expect(pins.map(({ version }) => version)).toEqual(['1.0.0']);
    expect(index.requests).toEqual([]);
  });

  it('says what was not downloaded', async () => {
    for (const wheelLinks of [resolving([]).wheelLinks, []])
      await expect(backend().resolve(resolving(['standin-alpha>=2'], { wheelLinks }))).rejects.toMatchObject({
        failure: { code: 'not-downloaded', requirement: expect.stringContaining('standin-alpha') },
      });
    expect(index.requests).toEqual([]);
  });
});
