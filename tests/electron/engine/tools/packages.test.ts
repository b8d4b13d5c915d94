import { execFileSync, spawnSync } from 'node:child_process';
import { mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { environmentPython } from '../../../../electron/engine/tools/environment-python.ts';
import { createPackages } from '../../../../electron/engine/tools/packages.ts';
import { createTrash } from '../../../../electron/engine/tools/trash.ts';
import { posixTest } from '../../../support/platform-tests.ts';
import { testPython } from '../../../support/python.ts';
import { buildWheel } from '../../../support/wheel.ts';
import { writtenSite } from './packages/written-site.ts';

const packages = createPackages();
const { put, install, ...place } = writtenSite();
let folder: string;
let root: string;
let site: string;
beforeEach(() => {
  folder = place.folder();
  root = place.root();
  site = place.site();
});

const list = async () => {
  const inventory = await packages.list(root);
  if (inventory === null) throw new Error('no inventory');
  return inventory;
};
describe('site-packages', () => {
  test('is found for either layout, and null where there is none', async () => {
    expect((await list()).sitePackages).toBe(site);
    await rm(join(root, 'lib'), { recursive: true });
    expect(await packages.list(root)).toBeNull();
    expect(await packages.list(join(folder, 'gone'))).toBeNull();
    expect(await packages.filesOf(root, 'numpy')).toEqual([]);
    expect(await packages.torch(root)).toBeNull();
    await mkdir(join(root, 'Lib', 'site-packages'), { recursive: true });
    expect((await list()).sitePackages).toBe(join(root, 'Lib', 'site-packages'));
  });

  test.each([
    ['', 'python3.12'],
    ['home = /usr/bin\nversion = 3.9.2\n', 'python3.9'],
    ['version_info = 3.11.7.final.0\n', 'python3.11'],
    ['version = 3.13.0\n', 'python3.12'],
  ])('of several is the one of pyvenv.cfg (%j), else the newest', async (config, expected) => {
    for (const name of ['python3.9', 'python3.12'])
      await mkdir(join(root, 'lib', name, 'site-packages'), { recursive: true });
    await writeFile(join(root, 'pyvenv.cfg'), config);
    expect((await list()).sitePackages).toBe(join(root, 'lib', expected, 'site-packages'));
  });

  posixTest('is not looked at where a link leads out of the environment', async () => {
    const outside = join(folder, 'outside');
    await mkdir(outside);
    await rm(site, { recursive: true });
    await symlink(outside, site);
    expect(await packages.list(root)).toBeNull();
    expect(await packages.filesOf(root, 'numpy')).toEqual([]);
  });

  posixTest('is counted once although lib64 leads there too', async () => {
    await symlink('lib', join(root, 'lib64'));
    await install('numpy', '2.1.0', ['numpy/__init__.py']);
    expect((await list()).packages).toHaveLength(1);
  });
});

describe('the list', () => {
  test('names are normalised and versions as METADATA has them', async () => {
    await install('Huggingface_Hub', '0.26.2', ['huggingface_hub/__init__.py']);
    await install('torch', '2.5.1+cu124', ['torch/__init__.py']);
    expect((await list()).packages).toEqual([
      {
        name: 'huggingface-hub',
        version: '0.26.2',
        distInfo: join(site, 'Huggingface_Hub-0.26.2.dist-info'),
        requires: [],
        local: false,
        modules: ['huggingface_hub'],
      },
      {
        name: 'torch',
        version: '2.5.1+cu124',
        distInfo: join(site, 'torch-2.5.1+cu124.dist-info'),
        requires: [],
        local: false,
        modules: ['torch'],
      },
    ]);
  });

  test('a damaged dist-info is told by its name; what is none is left out', async () => {
    await put('numpy-2.1.0.dist-info/METADATA');
    await put('sym_py-1.13.dist-info/RECORD');
    await put('scipy-1.0.dist-info', 'a file');
    await put('nonsense.dist-info/METADATA');
    await put('evil-1.0.dist-info/METADATA', 'Name: ../../etc\nVersion: 1.0\n\n');
    const found = (await list()).packages.map(({ name, version }) => `${name} ${version}`);
    expect(found.sort()).toEqual(['evil 1.0', 'numpy 2.1.0', 'sym-py 1.13']);
  });

  test('tells what a package needs and can be imported as', async () => {
    await install('attrs', '1.0', ['attr/__init__.py', 'attrs/__init__.py', 'six.py', '_c.abi3.so', 'docs/a.txt']);
    await put(
      'attrs-1.0.dist-info/METADATA',
      'Name: attrs\nVersion: 1.0\nRequires-Dist: a>=1\r\nRequires-Dist: b ; extra == "x"\n\nRequires-Dist: none\n',
    );
    const [found] = (await list()).packages;
    expect(found?.requires).toEqual(['a>=1', 'b ; extra == "x"']);
    expect([...(found?.modules ?? [])].sort()).toEqual(['_c', 'attr', 'attrs', 'six']);
  });

  test('of two for one package, the whole one counts', async () => {
    await put('numpy-2.9.0.dist-info/METADATA');
    await install('numpy', '2.1.0', ['numpy/__init__.py']);
    await put('numpy-1.9.0.dist-info/METADATA');
    const { packages: all, duplicates } = await list();
    expect(all).toMatchObject([{ name: 'numpy', version: '2.1.0' }]);
    expect(duplicates).toMatchObject([{ package: 'numpy' }]);
    expect([...(duplicates[0]?.versions ?? [])].sort()).toEqual(['1.9.0', '2.1.0', '2.9.0']);
  });

  test('of two that are whole, the newer one counts', async () => {
    for (const version of ['1.10.0', '1.9.0', '1.10.0rc1']) await install('numpy', version, ['numpy/__init__.py']);
    expect((await list()).packages).toMatchObject([{ name: 'numpy', version: '1.10.0' }]);
  });

  test('sizes are the sums of what RECORD lists', async () => {
    await put('numpy-1.0.dist-info/METADATA', 'Name: numpy\nVersion: 1.0\n');
    await put('numpy-1.0.dist-info/RECORD', 'numpy/a.py,sha256=x,10\nnumpy/b.py,,5\nnumpy/c.py,,-7\nnumpy/d.py,,\n');
    await put('other-1.0.dist-info/METADATA', 'Name: other\nVersion: 1.0\n');
    await put('other-1.0.dist-info/RECORD', 'other.py,,5\n');
    expect([...(await packages.sizes(root, new Set(['numpy', 'gone'])))]).toEqual([['numpy', 15]]);
  });

  posixTest('what is a link or a pipe is not read', async () => {
    await install('numpy', '2.1.0', ['numpy/__init__.py']);
    await mkdir(join(folder, 'outside'));
    await writeFile(join(folder, 'outside/METADATA'), 'Name: other\nVersion: 9\n');
    await symlink(join(folder, 'outside'), join(site, 'six-1.0.dist-info'));
    await rm(join(site, 'numpy-2.1.0.dist-info/METADATA'));
    await symlink(join(folder, 'outside/METADATA'), join(site, 'numpy-2.1.0.dist-info/METADATA'));
    await put('pipes-1.0.dist-info/INSTALLER', 'x');
    for (const name of ['METADATA', 'RECORD', 'top_level.txt'])
      execFileSync('mkfifo', [join(site, 'pipes-1.0.dist-info', name)]);
    expect((await list()).packages.map(({ name, version }) => `${name} ${version}`).sort()).toEqual([
      'numpy 2.1.0',
      'pipes 1.0',
      'six 1.0',
    ]);
    expect(await packages.filesOf(root, 'pipes')).toEqual([join(site, 'pipes-1.0.dist-info')]);
  });
});

describe('leftovers', () => {
  const leftovers = async (known?: readonly string[]) => {
    const inventory = await createPackages().list(root, known);
    return Object.fromEntries(
      inventory?.leftovers.map(({ path, package: name }) => [relative(site, path), name]) ?? [],
    );
  };

  test('are told by what is installed, however pip has changed their names', async () => {
    await install('numpy', '2.1.0', ['numpy/__init__.py', 'numpy.libs/x.so']);
    await install('pillow', '11.0', ['PIL/__init__.py']);
    await install('huggingface-hub', '0.26.2', ['huggingface_hub/__init__.py']);
    const names = [
      '~umpy',
      '-umpy',
      '~-mpy',
      '~~mpy',
      '~=~py',
      '~0mpy',
      '~numpy',
      '~umpy.libs',
      '~umpy-2.1.0.dist-info',
      '~-mpy-1.26.4.dist-info',
      '~IL',
      '~uggingface_hub',
      '~uggingface_hub-0.1.dist-info',
    ];
    for (const name of names) await mkdir(join(site, name));
    const owners: Record<string, string> = {
      '~IL': 'pillow',
      '~uggingface_hub': 'huggingface-hub',
      '~uggingface_hub-0.1.dist-info': 'huggingface-hub',
    };
    expect(await leftovers()).toEqual(Object.fromEntries(names.map((name) => [name, owners[name] ?? 'numpy'])));
  });

  test('are told by the METADATA of one beside them, by the names given, or keep what is left of theirs', async () => {
    await mkdir(join(site, '~umpy'));
    expect(await leftovers()).toEqual({ '~umpy': 'umpy' });
    expect(await leftovers(['NumPy'])).toEqual({ '~umpy': 'numpy' });
    await put('~umpy-2.1.0.dist-info/METADATA', 'Metadata-Version: 2.1\nName: numpy\nVersion: 2.1.0\n');
    expect(await leftovers()).toEqual({ '~umpy': 'numpy', '~umpy-2.1.0.dist-info': 'numpy' });
  });

  test('are the only copy where the package’s own modules are gone, whatever came along', async () => {
    const only = async () => (await list()).leftovers.map((one) => one.only);
    await install('numpy', '2.1.0', ['numpy/__init__.py', 'numpy.libs/x.so']);
    await mkdir(join(site, '~umpy'));
    expect(await only()).toEqual([false]);
    await rm(join(site, 'numpy'), { recursive: true });
    expect(await only()).toEqual([true]);
  });

  test('are folders only, are no packages, and a resembling name is not mistaken', async () => {
    await install('numpy', '2.1.0', ['numpy/__init__.py']);
    await put('~file.py');
    await mkdir(join(site, '~orch'));
    // No uninstall leaves these: a program that took ~ for a folder, and somebody's own.
    await mkdir(join(site, '~'));
    await mkdir(join(site, '-notes'));
    expect(await leftovers()).toEqual({ '~orch': 'orch' });
    await put('~umpy-1.0.dist-info/METADATA', 'Name: numpy\nVersion: 1.0\n');
    expect((await list()).packages.map(({ version }) => version)).toEqual(['2.1.0']);
  });
});

describe('what older installers left', () => {
  test('an egg-info is installed, be it a folder or a file, and yields to a dist-info', async () => {
    await put(
      'antlr4_python3_runtime-4.9.3-py3.11.egg-info/PKG-INFO',
      'Metadata-Version: 1.0\nName: antlr4-python3-runtime\nVersion: 4.9.3\n',
    );
    await put(
      'antlr4_python3_runtime-4.9.3-py3.11.egg-info/requires.txt',
      'six>=1\n\n[:python_version < "3.5"]\ntyping\n\n[fast:os_name == "nt"]\nwheel\n',
    );
    await put('antlr4_python3_runtime-4.9.3-py3.11.egg-info/top_level.txt', 'antlr4\n');
    await put('antlr4/__init__.py');
    await put('docopt-0.6.2-py3.11.egg-info', 'Metadata-Version: 1.1\nName: docopt\nVersion: 0.6.2\n');
    await put('docopt.py');
    await put('six-1.0.egg-info/PKG-INFO', 'Name: six\nVersion: 1.0\n');
    await put('empty.egg-info/SOURCES.txt');
    await install('six', '1.16', ['six.py']);
    const found = await list();
    expect([...found.packages].sort((a, b) => (a.name < b.name ? -1 : 1))).toMatchObject([
      {
        name: 'antlr4-python3-runtime',
        version: '4.9.3',
        requires: ['six>=1', 'typing ; python_version < "3.5"', 'wheel ; (os_name == "nt") and extra == "fast"'],
        modules: ['antlr4'],
      },
      { name: 'docopt', version: '0.6.2', modules: ['docopt'] },
      { name: 'six', version: '1.16' },
    ]);
    expect(found.duplicates).toEqual([]);
  });

  test('an egg-link is installed with what its project says, if it is this package’s', async () => {
    const project = join(folder, 'project');
    await mkdir(join(project, 'dev_pack.egg-info'), { recursive: true });
    await writeFile(join(project, 'dev_pack.egg-info/PKG-INFO'), 'Name: dev-pack\nVersion: 0.3\n');
    await writeFile(join(project, 'dev_pack.egg-info/requires.txt'), 'six\n');
    await put('dev-pack.egg-link', `${project}\n.`);
    await put('gone.egg-link', `${join(folder, 'nowhere')}\n.`);
    expect((await list()).packages).toMatchObject([{ name: 'dev-pack', version: '0.3', requires: ['six'] }]);
    await writeFile(join(project, 'dev_pack.egg-info/PKG-INFO'), 'Name: other\nVersion: 0.3\n');
    expect((await list()).packages).toEqual([]);
  });
});

test('torch’s version.py decides, not its dist-info; without it the local version does', async () => {
  await install('torch', '2.5.1', ['torch/__init__.py']);
  expect(await packages.torch(root)).toEqual({ version: '2.5.1', build: null });
  await put(
    'torch/version.py',
    "__version__ = '2.5.1+cu124'\ncuda: Optional[str] = '12.4'\nhip: Optional[str] = None\n",
  );
  expect(await packages.torch(root)).toEqual({ version: '2.5.1', build: 'cu124' });
  await rm(join(site, 'torch-2.5.1.dist-info'), { recursive: true });
  expect(await packages.torch(root)).toEqual({ version: null, build: 'cu124' });
  await install('torch', '2.5.1+cpu', ['torch/__init__.py']);
  expect(await packages.torch(root)).toEqual({ version: '2.5.1+cpu', build: 'cu124' });
  await rm(join(site, 'torch', 'version.py'));
  expect(await packages.torch(root)).toEqual({ version: '2.5.1+cpu', build: 'cpu' });
});

test('what pip itself installed goes to the trash to the last file, and nothing else does', async (context) => {
  const python = testPython();
  if (python === null) return context.skip('this machine has no Python');
  const [, version = '0'] =
    /^pip (\d+\.\d+)/.exec(spawnSync(python, ['-m', 'pip', '--version'], { encoding: 'utf8' }).stdout) ?? [];
  if (Number(version) < 22.3) return context.skip(`needs a pip that knows --python, and this is ${version}`);
  await rm(root, { recursive: true });
  execFileSync(python, ['-m', 'venv', '--without-pip', root]);
  const wheel = buildWheel({
    name: 'Stand-In',
    version: '1.0',
    modules: { stand_in: '', stand_in_data: '' },
    files: { 'loose.py': 'x = 1\n', 'stand_in-1.0.data/scripts/stand-in': '#!python\n' },
  });
  await writeFile(join(folder, wheel.filename), wheel.bytes);
  const inside = async () =>
    new Set((await readdir(root, { recursive: true })).filter((path) => !path.startsWith('.smart-installer')));
  const before = await inside();
  const pip = ['-m', 'pip', '--python', environmentPython(root), '--disable-pip-version-check'];
  execFileSync(python, [...pip, 'install', '--no-index', '--no-deps', join(folder, wheel.filename)]);
  expect((await inside()).size).toBeGreaterThan(before.size + 8);
  expect((await list()).packages).toMatchObject([{ name: 'stand-in', version: '1.0' }]);

  const paths = await packages.filesOf(root, 'stand-in');
  await createTrash().moveAside({ root, paths, run: 'run-1', signal: new AbortController().signal });
  expect([...(await inside())].sort()).toEqual([...before].sort());
}, 120_000);
