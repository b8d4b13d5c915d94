import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { lstat, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { fillStaging } from '../../../../../electron/engine/tools/backends/staging.ts';
import { environmentPython } from '../../../../../electron/engine/tools/environment-python.ts';
import { makePipEnvironment } from '../../../../support/pip-environment.ts';
import { describeOnLinux } from '../../../../support/platform-tests.ts';
import { treeOf } from '../../../../support/tree.ts';
import { buildWheel, type Wheel } from '../../../../support/wheel.ts';
import { both, command, emptyFolder, place, python, signal, sitePackages, skipWithoutTools, store } from './both.ts';

// Real programs on a busy machine: slow is no failure.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const alpha = buildWheel({ name: 'standin-alpha', version: '1.0.0' });
const tool = buildWheel({
  name: 'standin-tool',
  version: '2.0',
  modules: { standin_tool: 'def main():\n    import sys\n    print("run by", sys.prefix)\n' },
  files: {
    'standin_tool-2.0.dist-info/entry_points.txt': '[console_scripts]\nstandin-tool = standin_tool:main\n',
    'standin_tool-2.0.data/data/share/standin/notes.txt': 'notes',
  },
});
const noLine = () => undefined;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'staging für both '));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});
beforeEach((context) => {
  skipWithoutTools(context);
  vi.stubEnv('PYTHONDONTWRITEBYTECODE', undefined);
  onTestFinished(() => void vi.unstubAllEnvs());
});

describe.each(both)('an install by $name', ({ name, create }) => {
  const backend = () => create(join(folder, `cache of ${name}`));
  const install = async (environment: string, staging: string, wheels: readonly Wheel[]) =>
    backend().install({
      environment,
      staging,
      scratch: await emptyFolder(folder, 'scratch'),
      wheels: await store(join(folder, 'wheels'), wheels),
      signal,
      onLine: noLine,
      onInstalled: noLine,
    });
  const newEnvironment = async (): Promise<string> => {
    const root = join(await mkdtemp(join(folder, `${name} `)), 'Umgebung für ümlaut');
    if (name === 'pip') await makePipEnvironment(root);
    else await backend().createEnvironment({ root, python: python ?? '', signal, onLine: noLine });
    return root;
  };
  /** Its Python imports a module of the environment whenever it starts, and has no bytecode yet. */
  const makeSensitive = async (root: string): Promise<void> => {
    const site = await sitePackages(root);
    await writeFile(join(site, 'at_start.py'), '');
    await writeFile(join(site, 'at_start.pth'), 'import at_start\n');
    for (const path of await readdir(site, { recursive: true }))
      if (path.endsWith('__pycache__')) await rm(join(site, path), { recursive: true });
  };

  it('is made in a folder whose name begins like an option', async () => {
    const root = join(await mkdtemp(join(folder, `${name} `)), '-1 env');
    await backend().createEnvironment({ root, python: python ?? '', signal, onLine: noLine });
    expect(await readFile(join(root, 'pyvenv.cfg'), 'utf8')).toMatch(/^prompt = '?-1 env'?$/m);
  });

  it('fills the staging folder and changes nothing in the environment, whatever is installed there', async () => {
    const root = await newEnvironment();
    await install(root, join(folder, `${name} first`), [alpha]);
    await place(join(folder, `${name} first`), root);
    await writeFile(join(await sitePackages(root), 'standin_alpha', '__init__.py'), 'damaged');
    await makeSensitive(root);
    const before = await treeOf(root);

    const staging = join(folder, `${name} staging ä`);
    await install(root, staging, [alpha, tool]);
    expect(await treeOf(root)).toEqual(before);

    const site = await sitePackages(root, staging);
    expect((await readdir(site)).sort()).toEqual([
      'standin_alpha',
      'standin_alpha-1.0.0.dist-info',
      'standin_tool',
      'standin_tool-2.0.dist-info',
    ]);
    expect(await readFile(join(site, 'standin_alpha', '__init__.py'), 'utf8')).toContain('1.0.0');
    const top = process.platform === 'win32' ? ['Lib', 'Scripts', 'share'] : ['bin', 'lib', 'share'];
    expect((await readdir(staging)).sort()).toEqual(top);
    expect(Object.keys(await treeOf(staging)).filter((path) => /__pycache__|\.lock$/.test(path))).toEqual([]);
  });

  it('leaves what is right once it has been moved into the environment', async () => {
    const root = await newEnvironment();
    const staging = join(folder, `${name} moved`);
    await install(root, staging, [tool]);
    await place(staging, root);
    const script = join(
      root,
      ...(process.platform === 'win32' ? ['Scripts', 'standin-tool.exe'] : ['bin', 'standin-tool']),
    );
    const { stdout } = await command(script, [], { signal });
    expect(stdout.trim()).toBe(`run by ${root}`);
    if (process.platform !== 'win32') expect(await readFile(script, 'utf8')).toContain(environmentPython(root));

    const site = await sitePackages(root);
    const record = await readFile(join(site, 'standin_tool-2.0.dist-info', 'RECORD'), 'utf8');
    const entries = record
      .trim()
      .split(/\r?\n/)
      .map((line) => line.split(','));
    expect(entries.map(([path]) => path)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^(?:\.\.\/){2,3}(?:bin|Scripts)\/standin-tool(?:\.exe)?$/),
        expect.stringMatching(/^(?:\.\.\/){2,3}share\/standin\/notes\.txt$/),
      ]),
    );
    for (const [path, hash] of entries) {
      const bytes = await readFile(join(site, path ?? ''));
      if (hash !== '') expect(`sha256=${createHash('sha256').update(bytes).digest('base64url')}`, path).toBe(hash);
    }
  });

  it('is refused where the Python would install somewhere else', async () => {
    const root = await newEnvironment();
    await rm(join(root, 'pyvenv.cfg'));
    const staging = join(folder, `${name} refused`);
    await expect(install(root, staging, [alpha])).rejects.toMatchObject({
      failure: { code: 'environment-creation-failed' },
    });
    expect(existsSync(staging)).toBe(false);
  });
});

describeOnLinux('lib64', () => {
  const withEnvironment = async (): Promise<{ root: string; staging: string; library: string }> => {
    const parent = await mkdtemp(join(folder, 'lib64 '));
    const [root, staging] = [join(parent, 'env'), join(parent, 'staging')];
    await command(python ?? '', ['-m', 'venv', '--without-pip', root], { signal });
    await rm(join(root, 'lib64'), { force: true });
    return { root, staging, library: join(staging, 'lib64', 'python3', 'site-packages') };
  };
  /** An installer of a Python whose extension modules belong there. */
  const fillLibrary = (library: string) => async (): Promise<void> => {
    await mkdir(library, { recursive: true });
    await writeFile(join(library, 'native.so'), '');
  };

  it('is lib where the environment has it so', async () => {
    const { root, staging, library } = await withEnvironment();
    await symlink('lib', join(root, 'lib64'));
    await fillStaging({ command, environment: root, staging, signal }, fillLibrary(library));
    expect(await readdir(staging)).toEqual(['lib']);
    expect(existsSync(join(staging, 'lib', 'python3', 'site-packages', 'native.so'))).toBe(true);
  });

  it('leaves no link behind where the install fails', async () => {
    const { root, staging } = await withEnvironment();
    await symlink('lib', join(root, 'lib64'));
    const failing = fillStaging({ command, environment: root, staging, signal }, async () => {
      await writeFile(join(staging, '.lock'), '');
      throw new Error('as if cut');
    });
    await expect(failing).rejects.toThrow('as if cut');
    expect(await readdir(staging)).toEqual(['lib']);
  });

  it('stays a folder where the environment has no such link', async () => {
    const { root, staging, library } = await withEnvironment();
    await fillStaging({ command, environment: root, staging, signal }, fillLibrary(library));
    expect((await lstat(join(staging, 'lib64'))).isDirectory()).toBe(true);
    expect(existsSync(join(library, 'native.so'))).toBe(true);
  });
});
