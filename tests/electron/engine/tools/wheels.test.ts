import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { FetchNote, Pin, WheelBuilder } from '../../../../electron/engine/interfaces/wheels.ts';
import { systemClock } from '../../../../electron/engine/tools/clock.ts';
import { createWheels } from '../../../../electron/engine/tools/wheels.ts';
import { failureOf } from '../../../support/failure-of.ts';
import { posixTest } from '../../../support/platform-tests.ts';
import { buildSource } from '../../../support/source-archive.ts';
import { buildWheel } from '../../../support/wheel.ts';

const source = buildSource({ name: 'standin-src', version: '1.0' });
const wheel = buildWheel({ name: 'standin-src', version: '1.0' });

/** A wheelhouse, and a source archive in a folder, whose "build" puts a wheel there. */
const workplace = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'built wheels '));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, source.filename);
  await writeFile(path, source.bytes);
  const pin: Pin = {
    name: 'standin-src',
    version: '1.0',
    bytes: null,
    sha256: source.sha256,
    url: pathToFileURL(path).href,
    requires: [],
  };
  const wheels = createWheels({ cacheFolder: join(folder, 'cache'), clock: systemClock });
  const notes: FetchNote[] = [];
  let builds = 0;
  const fetch = async ({
    tag = 'cp312',
    made = wheel,
    ...changes
  }: { tag?: string; made?: typeof wheel } & Partial<Pin> = {}) => {
    const builder: WheelBuilder = {
      tool: 'uv',
      tag,
      build: async (given, target) => {
        builds += 1;
        expect(await readFile(given.path)).toEqual(source.bytes);
        await writeFile(join(target, made.filename), made.bytes);
        await writeFile(join(target, '.gitignore'), '*');
      },
    };
    return wheels.fetch({
      pins: [{ ...pin, ...changes }],
      builder,
      variantIndex: null,
      index: { indexUrl: null, extraIndexUrls: [], findLinks: null, offline: true },
      signal: new AbortController().signal,
      onLine: () => undefined,
      onProgress: () => undefined,
      onNote: (note) => notes.push(note),
    });
  };
  return { folder: join(folder, 'cache/wheelhouse'), wheels, fetch, notes, builds: () => builds };
};

describe('a source archive', () => {
  it('becomes a wheel of the wheelhouse, which is built once for a Python', async () => {
    const { wheels, fetch, notes, builds } = await workplace();
    const [first] = await fetch();
    expect(first).toMatchObject({ name: 'standin-src', version: '1.0', sha256: wheel.sha256 });
    expect(await readFile(first?.path ?? '')).toEqual(wheel.bytes);
    expect(notes).toEqual([{ kind: 'building', package: 'standin-src', detail: '1.0' }]);
    expect(await fetch()).toEqual([first]);
    expect(builds()).toBe(1);
    await fetch({ tag: 'cp313' });
    expect(builds()).toBe(2);
    // The archive itself is no wheel, but its bytes count.
    expect(await wheels.usage()).toMatchObject({ wheels: 1, bytes: wheel.bytes.length + source.bytes.length });
    expect(await wheels.links()).toHaveLength(1);
  });

  it('needs no archive any more once it is built', async () => {
    const { folder, fetch, builds } = await workplace();
    const [first] = await fetch();
    await rm(join(folder, 'wheels', source.sha256), { recursive: true });
    expect(await fetch({ url: 'http://127.0.0.1:9/standin_src-1.0.tar.gz' })).toEqual([first]);
    expect(builds()).toBe(1);
  });

  it('is built again where its wheel was damaged, pruned or thrown away', async () => {
    const { folder, wheels, fetch, builds } = await workplace();
    await fetch();
    await writeFile(join(folder, 'wheels', wheel.sha256, wheel.filename), 'something else');
    expect(await fetch()).toMatchObject([{ sha256: wheel.sha256 }]);
    expect(builds()).toBe(2);
    await wheels.evict(['standin-src']);
    expect(await readdir(join(folder, 'wheels'))).toEqual([]);
    await fetch();
    expect(builds()).toBe(3);
    expect(await wheels.prune({ maxBytes: 0 })).toEqual({ wheels: 1, bytes: wheel.bytes.length + source.bytes.length });
  });

  posixTest('is built again where others could have said what was built of it', async () => {
    const { folder, fetch, builds } = await workplace();
    await fetch();
    for (const name of await readdir(join(folder, 'built'))) await chmod(join(folder, 'built', name), 0o666);
    await fetch();
    expect(builds()).toBe(2);
  });

  it.each([
    ['another package', buildWheel({ name: 'standin-other', version: '1.0' })],
    ['another version', buildWheel({ name: 'standin-src', version: '1.1' })],
    ['a local version', buildWheel({ name: 'standin-src', version: '1.0+mine' })],
  ])('that makes a wheel of %s is refused', async (_, made) => {
    const { fetch } = await workplace();
    expect(await failureOf(fetch({ made }))).toMatchObject({
      code: 'build-failed',
      package: 'standin-src',
      version: '1.0',
      tool: 'uv',
      detail: [expect.stringContaining(made.filename)],
    });
  });

  it('is not built where it is not what its index describes', async () => {
    const { fetch, builds } = await workplace();
    expect(await failureOf(fetch({ sha256: 'a'.repeat(64) }))).toMatchObject({ code: 'hash-mismatch' });
    expect(builds()).toBe(0);
  });
});
