import { execFile } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, readdir, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createBytecode } from '../../../../electron/engine/tools/bytecode.ts';
import { systemClock } from '../../../../electron/engine/tools/clock.ts';
import { posixTest } from '../../../support/platform-tests.ts';
import { testPython } from '../../../support/python.ts';
import { nobody, noOtherUser } from './other-user.ts';

const day = 24 * 3_600_000;
let cacheFolder: string;
beforeEach(async () => {
  cacheFolder = await mkdtemp(join(tmpdir(), 'bytecode-'));
});
afterEach(() => rm(cacheFolder, { recursive: true, force: true }));

const at = (ahead: number) => createBytecode({ cacheFolder, clock: { ...systemClock, now: () => Date.now() + ahead } });

test('each environment has a folder of its own, which keeps what is in it until it is renewed', async () => {
  const bytecode = at(0);
  const one = (await bytecode.open('/home/ada/env')) ?? '';
  expect(await bytecode.open('/home/ada/other')).not.toBe(one);
  await writeFile(join(one, 'x.pyc'), 'x');
  expect(await bytecode.open('/home/ada/env')).toBe(one);
  expect(await readdir(one)).toEqual(['x.pyc']);
  expect(await bytecode.renew('/home/ada/env', 'all')).toBe(one);
  expect(await readdir(one)).toEqual([]);
});

test('after a change of some packages only what was compiled of them goes', async () => {
  const bytecode = at(0);
  const folder = (await bytecode.open('/home/ada/env')) ?? '';
  const site = join(folder, 'home/ada/env/lib/python3.12/site-packages');
  for (const file of [
    'numpy/core/a.cpython-312.pyc',
    'numpy_financial/b.cpython-312.pyc',
    'sympy/numpy/c.cpython-312.pyc',
  ]) {
    await mkdir(join(site, file, '..'), { recursive: true });
    await writeFile(join(site, file), 'x');
  }
  for (const file of ['six.cpython-312.pyc', 'sixty.cpython-312.pyc']) await writeFile(join(site, file), 'x');
  await mkdir(join(folder, 'usr/lib/python3.12/numpy'), { recursive: true });
  expect(await bytecode.renew('/home/ada/env', ['numpy', 'six', 'absent'])).toBe(folder);
  expect((await readdir(site)).sort()).toEqual(['numpy_financial', 'sixty.cpython-312.pyc', 'sympy']);
  expect(await readdir(join(site, 'sympy/numpy'))).toEqual(['c.cpython-312.pyc']);
  expect(await readdir(join(folder, 'usr/lib/python3.12'))).toEqual(['numpy']);
  // Where what was compiled of it is not found, nothing is trusted.
  await writeFile(join((await bytecode.open('/home/ada/other')) ?? '', 'x.pyc'), 'x');
  expect(await readdir((await bytecode.renew('/home/ada/other', ['numpy'])) ?? '')).toEqual([]);
});

test('Python compiles to the place where a change is looked for', async ({ skip }) => {
  const python = testPython();
  if (python === null) return skip('no Python on this machine');
  const root = join(cacheFolder, 'site-packages', 'env ü');
  const site = join(root, 'lib/python3.12/site-packages');
  await mkdir(site, { recursive: true });
  for (const name of ['changed', 'same']) await writeFile(join(site, `${name}.py`), 'import json\n');
  const bytecode = at(0);
  const folder = (await bytecode.open(root)) ?? '';
  const program = `import sys; sys.path.insert(0, ${JSON.stringify(site)}); import changed, same`;
  await promisify(execFile)(python, ['-I', '-X', `pycache_prefix=${folder}`, '-c', program]);
  const compiled = async (): Promise<string[]> =>
    (await readdir(folder, { recursive: true }))
      .filter((path) => /(?:changed|same)\..*pyc$/.test(path))
      .map((path) => basename(path).split('.')[0] ?? '')
      .sort();
  expect(await compiled()).toEqual(['changed', 'same']);
  await bytecode.renew(root, [join(site, 'changed.py'), join(root, 'bin/same')]);
  expect(await compiled()).toEqual(['same']);
});

test('what nobody has used for a month is deleted', async () => {
  const old = (await at(0).open('/home/ada/gone')) ?? '';
  await at(29 * day).open('/home/ada/env');
  expect((await stat(old)).isDirectory()).toBe(true);
  const kept = await at(31 * day).open('/home/ada/env');
  await expect(stat(old)).rejects.toMatchObject({ code: 'ENOENT' });
  expect(await readdir(join(cacheFolder, 'bytecode'))).toEqual([kept?.split(/[\\/]/).at(-1)]);
});

test('a cache that cannot be written gives none, and refuses nothing', async () => {
  await writeFile(join(cacheFolder, 'bytecode'), 'a file in its place');
  await chmod(cacheFolder, 0o500);
  expect(await at(0).open('/home/ada/env')).toBeNull();
  expect(await at(0).renew('/home/ada/env', 'all')).toBeNull();
  await chmod(cacheFolder, 0o700);
});

posixTest(
  'a folder that others may write to is not used, because a proof would execute what they put there',
  async () => {
    const folder = (await at(0).open('/home/ada/env')) ?? '';
    await chmod(folder, 0o777);
    expect(await at(0).open('/home/ada/env')).toBeNull();
    expect(await at(0).renew('/home/ada/env', 'all')).toBe(folder);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    await chmod(join(cacheFolder, 'bytecode'), 0o770);
    expect(await at(0).open('/home/ada/env')).toBeNull();
    expect(await at(0).renew('/home/ada/env', 'all')).toBeNull();
  },
);

posixTest('nor is one in a cache where others may put another folder in its place', async () => {
  await chmod(cacheFolder, 0o777);
  expect(await at(0).open('/home/ada/env')).toBeNull();
  // As in /tmp: each takes away only what is their own.
  await chmod(cacheFolder, 0o1777);
  expect(await at(0).open('/home/ada/env')).not.toBeNull();
});

test('nor is one that another user has made', async ({ skip }) => {
  const reason = noOtherUser();
  if (reason !== null) skip(reason);
  const folder = (await at(0).open('/home/ada/env')) ?? '';
  await chown(folder, nobody, nobody);
  expect(await at(0).open('/home/ada/env')).toBeNull();
  await chown(join(cacheFolder, 'bytecode'), nobody, nobody);
  expect(await at(0).renew('/home/ada/env', 'all')).toBeNull();
});

posixTest('a link in its place is not followed: nothing is deleted or written where it leads', async () => {
  const elsewhere = join(cacheFolder, 'elsewhere');
  await mkdir(join(elsewhere, 'thesis'), { recursive: true });
  await utimes(join(elsewhere, 'thesis'), 1, 1);
  await symlink(elsewhere, join(cacheFolder, 'bytecode'));
  expect(await at(0).open('/home/ada/env')).toBeNull();
  expect(await at(0).renew('/home/ada/env', 'all')).toBeNull();
  expect(await readdir(elsewhere)).toEqual(['thesis']);
});
