import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createBytecode } from '../../../../electron/engine/tools/bytecode.ts';
import { systemClock } from '../../../../electron/engine/tools/clock.ts';

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
