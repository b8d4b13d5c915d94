import { lstat, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCommand } from '../../../../../electron/engine/tools/command.ts';
import { environmentPython } from '../../../../../electron/engine/tools/environment-python.ts';
import { createEnvironments } from '../../../../../electron/engine/tools/environments.ts';
import { createPython } from '../../../../../electron/engine/tools/python.ts';
import { treeOf } from '../../../../support/tree.ts';
import { buildWheel } from '../../../../support/wheel.ts';
import { ask, both, emptyFolder, place, python, signal, skipWithoutTools, store } from './both.ts';

// Real programs on a busy machine: slow is no failure.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const alpha = buildWheel({ name: 'standin-alpha', version: '1.0.0' });
const onLine = () => undefined;
const libraries = process.platform === 'win32' ? 'Lib' : 'lib';
const command = createCommand();

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'frame für both '));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});
beforeEach(skipWithoutTools);

describe.each(both)('the frame by $name', ({ name, create }) => {
  const backend = () => create(join(folder, `cache of ${name}`));
  const request = () => ({ python: python ?? '', signal, onLine });

  it('names files and links, folders with nothing in them, and nothing behind a link, sorted', async () => {
    const scratch = join(await mkdtemp(join(folder, `${name} `)), 'frame');
    const { files, folders } = await backend().frame({ scratch, ...request() });
    const programs = process.platform === 'win32' ? ['Scripts/python.exe'] : ['bin/python', 'bin/activate'];
    expect(files).toEqual(expect.arrayContaining(['pyvenv.cfg', ...programs]));
    expect(files).toEqual([...files].sort());
    for (const path of files) expect((await lstat(join(scratch, path))).isDirectory(), path).toBe(false);
    expect(files.filter((path) => /^lib64\/|site-packages\/pip/.test(path))).toEqual([]);
    const links = (await readdir(scratch, { withFileTypes: true })).filter((entry) => entry.isSymbolicLink());
    expect(files).toEqual(expect.arrayContaining(links.map((entry) => entry.name)));
    for (const path of folders) expect(await readdir(join(scratch, path)), path).toEqual([]);
    // What neither of them names would stay behind when the run is put back.
    const names = [...files, ...folders];
    const above = names.flatMap((path) => path.split('/').map((_, at, parts) => parts.slice(0, at + 1).join('/')));
    const all = (await readdir(scratch, { recursive: true })).map((path) => path.replaceAll('\\', '/'));
    const own = all.filter((path) => !links.some(({ name: link }) => path.startsWith(`${link}/`)));
    expect([...new Set(above)].sort()).toEqual(own.sort());
  });

  it('lets in the computer’s own packages where that is wanted, and then they can be told', async () => {
    const parent = await mkdtemp(join(folder, `${name} `));
    const look = async (root: string) => ({
      said: (await createEnvironments().frame(root)).systemPackages,
      // The one package that each Python with a venv module has.
      pip: (await createPython({ command }).inspect(environmentPython(root), signal))?.systemPackages.includes('pip'),
    });
    const [open, closed] = [join(parent, 'open'), join(parent, 'closed')];
    // Where packages are already, no pip of its own is made, which would take seconds.
    for (const root of [open, closed]) await mkdir(join(root, libraries), { recursive: true });
    await backend().createEnvironment({ root: open, systemPackages: true, ...request() });
    await backend().createEnvironment({ root: closed, ...request() });
    expect(await look(open)).toEqual({ said: true, pip: true });
    expect(await look(closed)).toEqual({ said: false, pip: false });
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
      scratch: await emptyFolder(parent, 'scratch'),
      wheels: await store(join(folder, 'wheels'), [alpha]),
      signal,
      onLine,
      onInstalled: () => undefined,
    });
    await place(staging, root);
    const whole = await treeOf(root);
    const frame = await backend().frame({ scratch: join(parent, 'frame'), ...request() });
    for (const path of frame.files) await rm(join(root, path));
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
