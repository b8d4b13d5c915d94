import { execFileSync } from 'node:child_process';
import { mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { filesOf as paths } from '../../../../../electron/engine/tools/packages/files-of.ts';
import { posixTest, rootTest } from '../../../../support/platform-tests.ts';
import { writtenSite } from './written-site.ts';

const { put, install, ...place } = writtenSite();
let folder: string;
let root: string;
let site: string;
beforeEach(() => {
  folder = place.folder();
  root = place.root();
  site = place.site();
});

const filesOf = async (name: string, options?: { stale?: boolean }) =>
  (await paths(root, name, options)).map((path) => relative(site, path).replaceAll('\\', '/')).sort();

describe('the files of a package', () => {
  test('are its own folder, its dist-infos and its programs', async () => {
    await install('numpy', '2.1.0', ['numpy/__init__.py', 'numpy/core/x.py', 'numpy.libs/y.so', '../../../bin/f2py']);
    await put('numpy/core/__pycache__/x.cpython-311.pyc');
    await put('numpy-1.26.4.dist-info/METADATA');
    expect(await filesOf('NumPy')).toEqual([
      '../../../bin/f2py',
      'numpy',
      'numpy-1.26.4.dist-info',
      'numpy-2.1.0.dist-info',
      'numpy.libs/y.so',
    ]);
  });

  test('are not what it or its user has put into its folder; asked for, code of an older version is', async () => {
    await install('numpy', '2.1.0', ['numpy/__init__.py', 'numpy/core/x.py', 'numpy/data/a.txt']);
    await put('numpy/core/__pycache__/x.cpython-311.pyc');
    const settings = ['numpy/settings.json', 'numpy/data/model.bin'];
    for (const path of [...settings, 'numpy/core/older.py', 'numpy/core/_older.cpython-311-x86_64-linux-gnu.so'])
      await put(path, 'kept');
    expect(await filesOf('numpy')).toEqual([
      'numpy-2.1.0.dist-info',
      'numpy/__init__.py',
      'numpy/core/__pycache__',
      'numpy/core/x.py',
      'numpy/data/a.txt',
    ]);
    expect(await filesOf('numpy', { stale: true })).toEqual([
      'numpy-2.1.0.dist-info',
      'numpy/__init__.py',
      'numpy/core',
      'numpy/data/a.txt',
    ]);
  });

  test('are what an older version lists that still has its dist-info', async () => {
    await install('numpy', '1.26.4', ['numpy/__init__.py', 'numpy/older.py']);
    await install('numpy', '2.1.0', ['numpy/__init__.py']);
    expect(await filesOf('numpy')).toEqual(['numpy', 'numpy-1.26.4.dist-info', 'numpy-2.1.0.dist-info']);
  });

  test('are single files where a folder is shared, with their bytecode, and without what another lists too', async () => {
    await install('nvidia-cublas', '12.4', [
      'nvidia/__init__.py',
      'nvidia/cublas/__init__.py',
      'nvidia/cublas/lib/a.so',
      'top.py',
    ]);
    await install('nvidia-cudnn', '9.1', ['nvidia/__init__.py', 'nvidia/cudnn/b.so']);
    for (const name of [
      'nvidia/cublas/__pycache__/__init__.cpython-311.pyc',
      '__pycache__/top.cpython-311.opt-1.pyc',
      '__pycache__/topper.cpython-311.pyc',
    ])
      await put(name);
    expect(await filesOf('nvidia-cublas')).toEqual([
      '__pycache__/top.cpython-311.opt-1.pyc',
      'nvidia-cublas-12.4.dist-info',
      'nvidia/cublas/__init__.py',
      'nvidia/cublas/__pycache__/__init__.cpython-311.pyc',
      'nvidia/cublas/lib/a.so',
      'top.py',
    ]);
  });

  test('are the code in what bears its name where RECORD or the whole dist-info is gone', async () => {
    await install('numpy', '2.1.0', ['numpy/__init__.py', 'numpy/core/x.py', 'numpy.libs/y.so']);
    await rm(join(site, 'numpy-2.1.0.dist-info', 'RECORD'));
    expect(await filesOf('numpy')).toEqual(['numpy', 'numpy-2.1.0.dist-info', 'numpy.libs']);
    await rm(join(site, 'numpy-2.1.0.dist-info'), { recursive: true });
    expect(await filesOf('numpy')).toEqual(['numpy', 'numpy.libs']);
    await put('numpy/settings.json');
    expect(await filesOf('numpy')).toEqual(['numpy.libs', 'numpy/__init__.py', 'numpy/core']);
    await put('six.py');
    expect(await filesOf('six')).toEqual(['six.py']);
    // An empty folder is importable, one of data is somebody's.
    await mkdir(join(site, 'torn'));
    expect(await filesOf('torn')).toEqual(['torn']);
    await put('mydata/notes.txt');
    await put('mydata/extra.py');
    expect(await filesOf('mydata')).toEqual([]);
  });

  test('are not what top_level.txt alone names: it says what can be imported, not who has installed it', async () => {
    await install('gone', '1.0', ['gone/__init__.py'], { 'top_level.txt': 'gone\nmytools\n' });
    await put('mytools/__init__.py');
    expect(await filesOf('gone')).toEqual(['gone', 'gone-1.0.dist-info']);
    await rm(join(site, 'gone-1.0.dist-info', 'RECORD'));
    expect(await filesOf('gone')).toEqual(['gone', 'gone-1.0.dist-info']);
  });

  test('never are another package’s folder of the same name', async () => {
    await install('opencv-python', '4.10', ['cv2/__init__.py']);
    await install('cv2', '1.0', ['cv2/__init__.py', 'cv2/own.py']);
    expect(await filesOf('cv2')).toEqual(['cv2-1.0.dist-info', 'cv2/own.py']);
    expect(await filesOf('absent')).toEqual([]);
    for (const name of ['', '.', '..', '../..', 'cv2/..', '*']) expect(await filesOf(name)).toEqual([]);
  });

  test('never are outside the environment, a folder by a listed name, our own, or the interpreter', async () => {
    await writeFile(join(folder, 'canary'), '');
    await mkdir(join(root, 'bin'));
    for (const name of ['bin/python', 'bin/python3', 'bin/tool', 'pyvenv.cfg']) await writeFile(join(root, name), '');
    await mkdir(join(root, '.smart-installer'));
    await writeFile(join(root, '.smart-installer', 'environment.json'), '{}');
    await install('evil', '1.0', ['evil/__init__.py']);
    const up = '../../..';
    const listed = [
      '..',
      '.',
      up,
      `${up}/..`,
      `${up}/../canary`,
      join(folder, 'canary'),
      `${up}/bin`,
      `${up}/bin/python`,
      `${up}/bin/python3`,
      `${up}/bin/tool`,
      `${up}/pyvenv.cfg`,
      `${up}/.smart-installer/environment.json`,
      'evil\0',
      'C:/x',
    ];
    await put('evil-1.0.dist-info/RECORD', listed.map((path) => `"${path}",,\n`).join(''));
    expect(await filesOf('evil')).toEqual(['../../../bin/tool', 'evil', 'evil-1.0.dist-info']);
  });

  posixTest('a link is itself a file, and what lies behind one that leads out is none', async () => {
    const outside = join(folder, 'outside');
    await mkdir(outside);
    await writeFile(join(outside, 'canary.py'), '');
    await symlink(outside, join(site, 'way_out'));
    await mkdir(join(site, 'shared'));
    await symlink(outside, join(site, 'shared', 'link'));
    await install('other', '1.0', ['shared/__init__.py']);
    await install('evil', '1.0', ['evil.py']);
    await put('evil-1.0.dist-info/RECORD', 'way_out/canary.py,,\nshared/link/canary.py,,\nshared/link,,\nevil.py,,\n');
    expect(await filesOf('evil')).toEqual(['evil-1.0.dist-info', 'evil.py', 'shared/link']);
  });
});

describe('of a folder that packages share', () => {
  const neighbours = ['nv/b.py', 'nv/bd/deep.py'];
  beforeEach(() => install('nv-a', '1.0', ['nv/__init__.py', 'nv/a.py']));
  const expectListedOnly = async () => {
    const found = ['nv-a-1.0.dist-info', 'nv/__init__.py', 'nv/a.py'];
    expect(await filesOf('nv-a')).toEqual(found);
    expect(await filesOf('nv-a', { stale: true })).toEqual(found);
  };

  test('nothing unlisted goes while another package has no RECORD, or none from end to end', async () => {
    await install('nv-b', '1.0', neighbours);
    const record = join(site, 'nv-b-1.0.dist-info/RECORD');
    for (const text of ['', '\0'.repeat(40), 'nv-b-1.0.dist-info/METADATA,,\n\0\0\0']) {
      await writeFile(record, text);
      await expectListedOnly();
    }
    await rm(record);
    await expectListedOnly();
  });

  test('an egg-info owns what it lists, and what it does not list may be anywhere', async () => {
    for (const path of neighbours) await put(path);
    const egg = 'nv_legacy-2.0-py3.11.egg-info';
    await put(`${egg}/PKG-INFO`, 'Name: nv-legacy\nVersion: 2.0\n');
    await expectListedOnly();
    await put(`${egg}/installed-files.txt`, '../nv/b.py\n../nv/bd/deep.py\nPKG-INFO\n');
    await expectListedOnly();
    await put(`${egg}/installed-files.txt`, '../elsewhere/b.py\nPKG-INFO\n');
    await put(`${egg}/top_level.txt`, 'nv\n');
    await expectListedOnly();
    await rm(join(site, egg), { recursive: true });
    // distutils' own form, of one file.
    await put('old-1.0.egg-info', 'Name: old\n');
    await expectListedOnly();
  });

  test('an egg-info and what it lists are a package’s own', async () => {
    await put('nv_legacy-2.0-py3.11.egg-info/installed-files.txt', '../nv/b.py\n../nv/a.py\nPKG-INFO\n');
    await put('nv/b.py');
    expect(await filesOf('nv-legacy')).toEqual(['nv/b.py', 'nv_legacy-2.0-py3.11.egg-info']);
  });

  test('a way round in a RECORD tells of the folder where it ends', async () => {
    await put('nv/b.py');
    await put('nv-b-1.0.dist-info/METADATA', 'Name: nv-b\nVersion: 1.0\n');
    await put('nv-b-1.0.dist-info/RECORD', 'x/../nv/b.py,,\n');
    expect(await filesOf('nv-a', { stale: true })).toEqual(['nv-a-1.0.dist-info', 'nv/__init__.py', 'nv/a.py']);
  });
});

describe('of what a RECORD names and nobody installed', () => {
  const up = '../../..';
  const frame = ['activate', 'Activate.ps1', 'activate.fish', 'activate_this.py', 'deactivate.bat', 'pydoc.bat'].map(
    (name) => `${up}/bin/${name}`,
  );
  const usersOwn = ['notes.txt', 'models/w.bin', '.gitignore', 'CACHEDIR.TAG', 'Share/x', 'lib/python3.9/x.py'].map(
    (path) => `${up}/${path}`,
  );

  test('the frame and what lies where no wheel installs stay, even with a hash', async () => {
    await install('gone', '1.0', ['gone/__init__.py']);
    const installed = ['bin/gone', 'bin/activate-global', 'share/gone/a', 'etc/gone.cfg']
      .map((path) => `${up}/${path}`)
      .concat('../../libgone.so');
    const listed = [...frame, ...usersOwn, '_virtualenv.py', '_virtualenv.pth', ...installed];
    for (const path of listed) await put(path, 'x');
    await put(
      'gone-1.0.dist-info/RECORD',
      ['gone/__init__.py', ...listed].map((path) => `${path},sha256=x,1\n`).join(''),
    );
    expect(await filesOf('gone')).toEqual([...installed, 'gone', 'gone-1.0.dist-info'].sort());
  });

  test('a line without a hash among lines with one is no installer’s', async () => {
    await install('gone', '1.0', ['gone/__init__.py']);
    await put('user.pth');
    await put('mytools/__init__.py');
    await put(
      'gone-1.0.dist-info/RECORD',
      'gone/__init__.py,sha256=x,0\nuser.pth,,\nmytools/__init__.py,,\ngone-1.0.dist-info/RECORD,,\n',
    );
    expect(await filesOf('gone')).toEqual(['gone', 'gone-1.0.dist-info']);
  });

  test('another package’s dist-info stays, even if that one’s own RECORD is gone', async () => {
    await install('other', '1.0', ['other/__init__.py']);
    await rm(join(site, 'other-1.0.dist-info/RECORD'));
    await install('gone', '1.0', ['gone.py']);
    await put('gone-1.0.dist-info/RECORD', 'gone.py,,\nother-1.0.dist-info/METADATA,,\n');
    expect(await filesOf('gone')).toEqual(['gone-1.0.dist-info', 'gone.py']);
  });

  test('a name in other letters is another one where the file system has case', async (context) => {
    await put('gone/__init__.py');
    if (await readdir(join(site, 'GONE')).catch(() => null)) return context.skip('this file system has no case');
    await put('Gone/__init__.py');
    await install('gone', '1.0', ['gone/__init__.py']);
    await install('upper', '1.0', ['GONE/__init__.py']);
    expect(await filesOf('gone')).toEqual(['gone', 'gone-1.0.dist-info']);
    for (const lost of ['RECORD', '']) {
      await rm(join(site, 'gone-1.0.dist-info', lost), { recursive: true });
      expect((await filesOf('gone')).filter((path) => path.startsWith('G'))).toEqual([]);
    }
  });

  posixTest('what has another name through a link inside the environment stays for its owner', async () => {
    await symlink('lib', join(root, 'lib64'));
    await install('other', '1.0', ['other/__init__.py', 'other/a.py']);
    await symlink('other', join(site, 'alias'));
    await install('gone', '1.0', ['gone.py']);
    const way = `${up}/lib64/python3.11/site-packages/other/a.py`;
    await put('gone-1.0.dist-info/RECORD', `gone.py,,\nalias/a.py,,\n${way},,\n${up}/lib64,,\n`);
    expect(await filesOf('gone')).toEqual(['gone-1.0.dist-info', 'gone.py']);
  });

  rootTest('what is mounted inside stays', async () => {
    await install('gone', '1.0', ['gone/__init__.py', 'gone/more.py']);
    await mkdir(join(site, 'gone/models'));
    await mkdir(join(folder, 'models'));
    await writeFile(join(folder, 'models/code.py'), '');
    execFileSync('mount', ['--bind', join(folder, 'models'), join(site, 'gone/models')]);
    try {
      expect(await filesOf('gone', { stale: true })).toEqual([
        'gone-1.0.dist-info',
        'gone/__init__.py',
        'gone/more.py',
      ]);
    } finally {
      execFileSync('umount', [join(site, 'gone/models')]);
    }
  });
});

test('whatever a RECORD and top_level.txt say, nothing of others, of the user or of the frame goes', async () => {
  const up = '../../..';
  const others = ['other/__init__.py', 'other/deep/a.py', 'shared/b.py', 'single.py', `${up}/bin/other`];
  await install('other', '1.0', others);
  const usersOwn = ['other/settings.json', 'mine/__init__.py', 'mine/x.py', 'mine.pth', 'evil/settings.json'];
  const outside = [
    `${up}/notes.txt`,
    `${up}/models/w.bin`,
    `${up}/../canary`,
    `${up}/bin/activate`,
    `${up}/bin/python3`,
  ];
  for (const path of [...usersOwn, ...outside, `${up}/pyvenv.cfg`]) await put(path, 'x');
  await install('evil', '1.0', ['evil/__init__.py', 'shared/evil.py']);
  const infos = ['other-1.0.dist-info/METADATA', 'other-1.0.dist-info/RECORD'];
  const all = [...others, ...usersOwn, ...outside, ...infos, `${up}/pyvenv.cfg`];
  const guarded = all.map((path) => join(site, path));

  const around = (path: string) =>
    fc
      .constantFrom('', './', 'evil/../', 'nothing/../', `${up}/lib/python3.11/site-packages/`, `${site}/`, '//')
      .map((way) => way + path);
  const known = fc.constantFrom(...all, 'other', 'other/deep', 'mine', up, '.', `${up}/bin`, `${up}/lib`).chain(around);
  const line = fc.oneof({ weight: 3, arbitrary: known }, fc.string({ maxLength: 12 }).chain(around));
  const name = fc.oneof(fc.constantFrom('other', 'mine', 'shared', 'OTHER', '..', 'evil'), fc.string({ maxLength: 6 }));
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 12 }), fc.array(name), fc.boolean(), async (lines, tops, stale) => {
      const record = lines.map((path) => `"${path.replaceAll('"', '""')}",,\n`).join('');
      await put('evil-1.0.dist-info/RECORD', `evil/__init__.py,sha256=x,0\n${record}`);
      await put('evil-1.0.dist-info/top_level.txt', tops.join('\n'));
      const found = await paths(root, 'evil', { stale });
      expect(found).toContain(join(site, 'evil-1.0.dist-info'));
      const lost = guarded.filter((path) => found.some((one) => path === one || path.startsWith(join(one, '/'))));
      expect(lost).toEqual([]);
    }),
    { numRuns: 150 },
  );
});
