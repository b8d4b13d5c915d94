import { lstat, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type LocalIndex, startLocalIndex } from '../../../../support/local-index.ts';
import { treeOf } from '../../../../support/tree.ts';
import { buildWheel } from '../../../../support/wheel.ts';
import { ask, both, pinOf, place, python, signal, skipWithoutTools } from './both.ts';

// Real programs on a busy machine: slow is no failure.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const alpha = buildWheel({ name: 'standin-alpha', version: '1.0.0' });
const onLine = () => undefined;

let folder: string;
let index: LocalIndex;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'frame für both '));
  index = await startLocalIndex([alpha]);
});
afterAll(async () => {
  await index.stop();
  await rm(folder, { recursive: true });
});
beforeEach(skipWithoutTools);

describe.each(both)('the frame by $name', ({ name, create }) => {
  const backend = () => create(join(folder, `cache of ${name}`));
  const request = () => ({ python: python ?? '', signal, onLine });

  it('names files and links, sorted, no folder and nothing behind a link', async () => {
    const scratch = join(await mkdtemp(join(folder, `${name} `)), 'frame');
    const frame = await backend().frame({ scratch, ...request() });
    const programs = process.platform === 'win32' ? ['Scripts/python.exe'] : ['bin/python', 'bin/activate'];
    expect(frame).toEqual(expect.arrayContaining(['pyvenv.cfg', ...programs]));
    expect(frame).toEqual([...frame].sort());
    for (const path of frame) expect((await lstat(join(scratch, path))).isDirectory(), path).toBe(false);
    expect(frame.filter((path) => /^lib64\/|site-packages\/pip/.test(path))).toEqual([]);
    const links = (await readdir(scratch, { withFileTypes: true })).filter((entry) => entry.isSymbolicLink());
    expect(frame).toEqual(expect.arrayContaining(links.map((entry) => entry.name)));
  });

  it.each([
    { made: 'as usual', make: (root: string) => backend().createEnvironment({ root, ...request() }) },
    { made: 'without pip', make: (root: string) => backend().frame({ scratch: root, ...request() }) },
  ])('is exactly what a renewed environment made $made gets; its packages keep their files', async ({ make }) => {
    const parent = await mkdtemp(join(folder, `${name} `));
    const root = join(parent, 'renewed ü');
    await make(root);
    const staging = join(parent, 'staging');
    await backend().install({
      environment: root,
      staging,
      pins: [pinOf(alpha)],
      variantIndex: null,
      index: { indexUrl: index.url, extraIndexUrls: [], findLinks: null, offline: false },
      signal,
      onLine,
      onPackage: () => undefined,
    });
    await place(staging, root);
    const whole = await treeOf(root);
    const frame = await backend().frame({ scratch: join(parent, 'frame'), ...request() });
    for (const path of frame) await rm(join(root, path));
    const bare = filesOf(await treeOf(root));
    expect(Object.keys(bare).some((path) => path.includes('standin_alpha'))).toBe(true);

    await backend().createEnvironment({ root, ...request() });
    const renewed = await treeOf(root);
    expect(filesOf(renewed)).toMatchObject(bare);
    expect(Object.keys(renewed)).toEqual(Object.keys(whole));
    expect(await ask(root, 'import sys, standin_alpha; print(sys.prefix)')).toBe(root);
  });
});

/** Files with their hash, inode and time; a folder's own time changes with what is made in it. */
const filesOf = (tree: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(tree).filter(([, entry]) => entry.startsWith('file ')));
