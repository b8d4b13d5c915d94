import { chmod, chown, mkdir, mkdtemp, readdir, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createBytecode } from '../../../../electron/engine/tools/bytecode.ts';
import { systemClock } from '../../../../electron/engine/tools/clock.ts';
import { posixTest } from '../../../support/platform-tests.ts';
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
  expect(await bytecode.renew('/home/ada/env')).toBe(one);
  expect(await readdir(one)).toEqual([]);
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
  expect(await at(0).renew('/home/ada/env')).toBeNull();
  await chmod(cacheFolder, 0o700);
});

posixTest(
  'a folder that others may write to is not used, because a proof would execute what they put there',
  async () => {
    const folder = (await at(0).open('/home/ada/env')) ?? '';
    await chmod(folder, 0o777);
    expect(await at(0).open('/home/ada/env')).toBeNull();
    expect(await at(0).renew('/home/ada/env')).toBe(folder);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    await chmod(join(cacheFolder, 'bytecode'), 0o770);
    expect(await at(0).open('/home/ada/env')).toBeNull();
    expect(await at(0).renew('/home/ada/env')).toBeNull();
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
  expect(await at(0).renew('/home/ada/env')).toBeNull();
});

posixTest('a link in its place is not followed: nothing is deleted or written where it leads', async () => {
  const elsewhere = join(cacheFolder, 'elsewhere');
  await mkdir(join(elsewhere, 'thesis'), { recursive: true });
  await utimes(join(elsewhere, 'thesis'), 1, 1);
  await symlink(elsewhere, join(cacheFolder, 'bytecode'));
  expect(await at(0).open('/home/ada/env')).toBeNull();
  expect(await at(0).renew('/home/ada/env')).toBeNull();
  expect(await readdir(elsewhere)).toEqual(['thesis']);
});
