import { spawn } from 'node:child_process';
import { mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Cancelled } from '../../../../../electron/engine/failing.ts';
import { type Calls, createCalls } from '../../../../../electron/engine/tools/remove-tree/calls.ts';
import type { Folder } from '../../../../../electron/engine/tools/remove-tree/folder.ts';
import { holdFolder } from '../../../../../electron/engine/tools/remove-tree/held-folder.ts';
import { namedFolder } from '../../../../../electron/engine/tools/remove-tree/named-folder.ts';
import { removeOnce } from '../../../../../electron/engine/tools/remove-tree/once.ts';
import { sweep } from '../../../../../electron/engine/tools/remove-tree/sweep.ts';
import { removeTree } from '../../../../../electron/engine/tools/remove-tree.ts';
import { linuxTest, posixTest } from '../../../../support/platform-tests.ts';

let folder: string;
let tree: string;
let outside: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'swapped '));
  tree = join(folder, 'root', 'tree');
  outside = join(folder, 'outside');
  for (const path of [join(tree, 'package'), outside]) {
    await mkdir(path, { recursive: true });
    // The same names, so that whoever is led outside finds what it looks for.
    for (const name of ['a', 'b', 'c']) await writeFile(join(path, name), 'alive');
  }
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const expectUnharmed = async (): Promise<void> => {
  expect((await readdir(outside)).sort()).toEqual(['a', 'b', 'c']);
  expect(await readFile(join(outside, 'a'), 'utf8')).toBe('alive');
};

const swap = (path: string): void => {
  renameSync(path, join(folder, 'aside'));
  symlinkSync(outside, path);
};

const bytes = (path: string): Buffer => Buffer.from(path);

/** The real calls; after the listing of this number somebody else is quick. */
const swappingAfter = (number: number): Calls => {
  const calls = createCalls(() => false);
  let listed = 0;
  return {
    ...calls,
    readdir: async (path) => {
      const entries = await calls.readdir(path);
      listed += 1;
      if (listed === number) swap(join(tree, 'package'));
      return entries;
    },
  };
};

const removed = async (parent: Folder | null, calls: Calls): Promise<unknown> => {
  if (parent === null) throw new Error('cannot be held');
  const remaining = await removeOnce(parent, bytes('tree'), { calls, onRemoved: () => undefined });
  await parent.close();
  return remaining;
};

// 1: of the tree, so that a link is met where a folder was seen; 2: of the folder itself.
for (const listing of [1, 2]) {
  posixTest(`a link in the place of a folder found by its name is not followed (${listing})`, async () => {
    const calls = swappingAfter(listing);
    const root = bytes(join(folder, 'root'));
    expect(await removed(await namedFolder(calls, root, root), calls)).toEqual([]);
    await expectUnharmed();
    expect(await readdir(join(folder, 'root'))).toEqual([]);
  });

  linuxTest(`a link in the place of a folder that is held is not followed (${listing})`, async () => {
    const calls = swappingAfter(listing);
    const root = bytes(join(folder, 'root'));
    expect(await removed(await holdFolder(calls, root, root), calls)).toEqual([]);
    await expectUnharmed();
    expect(await readdir(join(folder, 'root'))).toEqual([]);
  });
}

posixTest('a link above what is to be deleted is not followed, also inside the root', async () => {
  await mkdir(join(folder, 'root', 'other', 'package'), { recursive: true });
  renameSync(tree, join(folder, 'root', 'aside'));
  symlinkSync('other', tree);
  const [calls, root, path] = [createCalls(() => false), bytes(join(folder, 'root')), bytes(join(tree, 'package'))];
  await expect(namedFolder(calls, root, path)).rejects.toMatchObject({ code: 'EBUSY' });
  if (process.platform === 'linux')
    await expect(holdFolder(calls, root, path)).rejects.toMatchObject({ code: 'EBUSY' });
});

linuxTest('a folder that changes with a link all the time leads nowhere', async () => {
  const many = join(tree, 'package');
  for (const path of [many, outside])
    for (let number = 0; number < 800; number += 1) writeFileSync(join(path, `file ${number}`), '');
  for (let number = 0; number < 100; number += 1) mkdirSync(join(tree, `other ${number}`));
  const script = `const { renameSync, symlinkSync, unlinkSync } = require('node:fs');
    const [, path, aside, outside] = process.argv;
    process.send('ready');
    for (const end = Date.now() + 5000; Date.now() < end;)
      try { renameSync(path, aside); symlinkSync(outside, path); unlinkSync(path); renameSync(aside, path); }
      catch { /* The deletion was faster: it is tried again until the time is over. */ }`;
  const swapper = spawn(process.execPath, ['-e', script, many, join(folder, 'aside'), outside], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  try {
    await new Promise((resolve) => swapper.once('message', resolve));
    await removeTree({ root: join(folder, 'root'), path: tree, signal: new AbortController().signal });
  } finally {
    swapper.kill('SIGKILL');
    await new Promise((resolve) => swapper.once('exit', resolve));
  }
  expect((await readdir(outside)).length).toBe(803);
  expect(
    (await removeTree({ root: join(folder, 'root'), path: tree, signal: new AbortController().signal })).length,
  ).toBe(0);
});

test('a sweep passes over what it cannot delete, and over links', async () => {
  if (process.platform !== 'win32') symlinkSync(outside, join(tree, 'way-out'));
  let gone = 0;
  sweep(
    bytes(tree),
    () => false,
    () => {
      gone += 1;
    },
  );
  expect(gone).toBe(process.platform === 'win32' ? 5 : 6);
  sweep(
    bytes(tree),
    () => false,
    () => undefined,
  );
  await expectUnharmed();
  expect(() =>
    sweep(
      bytes(outside),
      () => true,
      () => undefined,
    ),
  ).toThrow(Cancelled);
  await expectUnharmed();
});
