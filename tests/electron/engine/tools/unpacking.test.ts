import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../../../electron/engine/tools/clock.ts';
import { createDisk } from '../../../../electron/engine/tools/disk.ts';
import { describeSelf } from '../../../../electron/engine/tools/lock/owner.ts';
import { createUnpacking } from '../../../../electron/engine/tools/unpacking.ts';
import { failureOf } from '../../../support/failure-of.ts';

let folder: string;
let cacheFolder: string;
let parent: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unpacking '));
  cacheFolder = join(folder, 'cache');
  parent = join(cacheFolder, 'unpacked');
});
afterEach(() => rm(folder, { recursive: true }));

const disk = createDisk();
const unpacking = (more: Partial<typeof disk> = {}) =>
  createUnpacking({ cacheFolder, clock: systemClock, disk: { ...disk, ...more } });
const open = async () => {
  const opened = await unpacking().open(folder);
  if (opened === null) throw new Error('one volume');
  return opened;
};

it('is a folder of its own that is gone when it is closed, with all that is in it', async () => {
  const [one, other] = [await open(), await open()];
  expect(one.path).not.toBe(other.path);
  await mkdir(join(one.path, 'core'));
  await writeFile(join(one.path, 'core', 'file'), 'x');
  await one.close();
  expect((await readdir(parent)).filter((name) => !name.includes('.lock'))).toEqual([
    other.path.slice(parent.length + 1),
  ]);
  await other.close();
  expect(await readdir(parent)).toEqual([]);
});

it('deletes what a run that was killed has left, and nothing that a living one uses', async () => {
  const living = await open();
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  const dead = join(parent, 'of-a-dead-run');
  await mkdir(join(dead, 'core'), { recursive: true });
  const owner = {
    ...(await describeSelf()),
    pid: child.pid,
    started: null,
    run: 'wheelhouse',
    since: 0,
    token: hostname(),
  };
  await writeFile(`${dead}.lock`, JSON.stringify(owner));
  const next = await open();
  const names = await readdir(parent);
  expect(names.filter((name) => name.startsWith('of-a-dead-run'))).toEqual([]);
  expect(names).toEqual(expect.arrayContaining([living, next].map(({ path }) => path.slice(parent.length + 1))));
  await living.close();
  await next.close();
});

it.each([2, 20])('empties a folder of the files of %d wheels alone, and follows no link', async (wheels) => {
  const [full, outside] = [join(folder, 'full ü'), join(folder, 'outside')];
  const folders = Array.from({ length: wheels }, (_, at) => join('archive-v0', String(at), 'b'));
  for (const path of folders) await mkdir(join(full, path), { recursive: true });
  await mkdir(outside);
  await writeFile(join(outside, 'canary'), 'x');
  for (const path of ['1', 'archive-v0/file', ...folders.flatMap((one) => [join(one, '3'), join(one, '..', '4')])])
    await writeFile(join(full, path), 'x');
  for (const path of ['link', 'archive-v0/link', 'archive-v0/1/b/link']) await symlink(outside, join(full, path));
  await unpacking().empty(full);
  const above = ['archive-v0', ...folders.map((one) => dirname(one))];
  expect((await readdir(full, { recursive: true })).sort()).toEqual([...above, ...folders].sort());
  expect(await readdir(outside)).toEqual(['canary']);
  await unpacking().empty(join(folder, 'absent'));
});

it('is not to be had where the environment is on another volume', async () => {
  // A double of two volumes, which not every machine has.
  expect(await unpacking({ isSameVolume: async () => false }).open(folder)).toBeNull();
});

it('names the folder where it cannot be made', async () => {
  await writeFile(cacheFolder, 'a file in the way');
  expect((await failureOf(unpacking().open(folder))).code).toBe('permission-denied');
});
