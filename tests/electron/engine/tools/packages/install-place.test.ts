import { posix, win32 } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isInstallPlace } from '../../../../../electron/engine/tools/packages/install-place.ts';

const linux = { root: '/home/x/env', site: '/home/x/env/lib/python3.11/site-packages', flavour: posix };
const windows = { root: 'C:\\Users\\x\\env', site: 'C:\\Users\\x\\env\\Lib\\site-packages', flavour: win32 };

describe.each([
  ['posix', linux, ['bin/f2py', 'bin/python-dotenv', 'bin/activate-global-python-argcomplete', 'lib/libmkl_core.so.2']],
  ['win32', windows, ['Scripts/f2py.exe', 'scripts/python-dotenv.exe', 'Library/bin/mkl_rt.2.dll', 'Lib/cmake/x']],
])('%s: what wheels install', (_, { root, site, flavour }, own) => {
  const is = (way: string) => isInstallPlace(root, site, flavour.resolve(root, ...way.split('/')), flavour);

  test.each([...own, 'share/jupyter/kernel.json', 'etc/jupyter/x', 'include/site/python3.11/x.h', 'man/man1/x.1'])(
    '%s may be a package’s',
    (way) => expect(is(way)).toBe(true),
  );

  test('so may everything in site-packages but what mends Python', () => {
    const within = (name: string) => isInstallPlace(root, site, flavour.join(site, name), flavour);
    expect(
      ['numpy/core/x.py', 'six.py', 'numpy/_virtualenv.py'].map((name) => within(flavour.normalize(name))),
    ).toEqual([true, true, true]);
    expect(['_virtualenv.py', '_virtualenv.pth'].map(within)).toEqual([false, false]);
  });

  const programs = flavour === win32 ? 'Scripts' : 'bin';
  test.each(
    [
      ...['python', 'python3', 'python3.11', 'python3.13t', 'python.exe', 'pythonw.exe', 'python311.dll', 'pypy3.10'],
      ...[
        'activate',
        'activate.csh',
        'activate.fish',
        'activate.nu',
        'Activate.ps1',
        'activate.bat',
        'activate_this.py',
      ],
      ...['deactivate.bat', 'deactivate.nu', 'pydoc.bat', 'vcruntime140.dll', 'vcruntime140_1.dll'],
    ]
      .map((name) => `${programs}/${name}`)
      .concat('pyvenv.cfg', '.gitignore', 'CACHEDIR.TAG', 'lib64', 'lib64/python3.11/site-packages/numpy/x.py')
      .concat(
        'notes.txt',
        'models/w.bin',
        'bin',
        'lib/python3.9/site-packages/x.py',
        'lib/site-packages',
        'Lib/python3/x',
      ),
  )('%s is none', (way) => expect(is(way)).toBe(false));
});
