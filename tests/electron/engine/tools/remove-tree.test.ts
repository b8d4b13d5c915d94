import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { chmod, chown, lstat, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Cancelled } from '../../../../electron/engine/failing.ts';
import { errorCode } from '../../../../electron/engine/tools/error-code.ts';
import { isThere } from '../../../../electron/engine/tools/own-folder.ts';
import { removeTree } from '../../../../electron/engine/tools/remove-tree.ts';
import { linuxTest } from '../../../support/platform-tests.ts';
import { asOtherUser, nobody, noOtherUser } from './other-user.ts';

const signal = new AbortController().signal;
let folder: string;
let root: string;
let outside: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'remove ü '));
  root = join(folder, 'env');
  outside = join(folder, 'outside');
  await mkdir(join(root, 'tree', 'deep', 'deeper'), { recursive: true });
  await mkdir(outside);
  await writeFile(join(outside, 'canary'), 'alive');
  await writeFile(join(root, 'tree', 'deep', 'file'), '');
  await writeFile(join(root, 'beside'), '');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const remove = (path: string) => removeTree({ root, path: join(root, path), signal });

test('a tree goes, and nothing beside it', async () => {
  expect(await remove('tree')).toEqual([]);
  expect(await isThere(join(root, 'tree'))).toBe(false);
  expect(await isThere(join(root, 'beside'))).toBe(true);
  expect(await remove('beside')).toEqual([]);
  expect(await remove('beside')).toEqual([]);
  expect(await remove('gone/below')).toEqual([]);
});

test('links are deleted and never followed', async () => {
  // 'junction' is what Windows lets anybody make; elsewhere the kind is passed over.
  await symlink(outside, join(root, 'tree', 'way-out'), 'junction');
  await symlink(join(folder, 'gone'), join(root, 'tree', 'dangling'), 'junction');
  expect(await remove('tree')).toEqual([]);
  await symlink(outside, join(root, 'link'), 'junction');
  expect(await remove('link')).toEqual([]);
  expect(await isThere(join(root, 'link'))).toBe(false);
  expect(await readFile(join(outside, 'canary'), 'utf8')).toBe('alive');
});

test('what is outside is refused, by its name or through a link', async () => {
  await symlink(outside, join(root, 'way-out'), 'junction');
  const paths = [
    outside,
    join(outside, 'canary'),
    folder,
    root,
    join(root, '..', 'outside'),
    join(root, 'way-out', 'canary'),
  ];
  for (const path of paths) await expect(removeTree({ root, path, signal })).rejects.toThrow('is outside');
  await expect(removeTree({ root, path: 'tree', signal })).rejects.toThrow('no absolute path');
  expect(await readFile(join(outside, 'canary'), 'utf8')).toBe('alive');
  expect(await isThere(join(root, 'tree', 'deep', 'file'))).toBe(true);
});

/** A tree that is large enough for a thread of its own: folders with ten files each. */
const makeLarge = (folders: number): void => {
  for (let number = 0; number < folders; number += 1) {
    const folder = join(root, 'tree', `package ${number % 20}`, `module ${number}`);
    mkdirSync(folder, { recursive: true });
    for (let file = 0; file < 10; file += 1) writeFileSync(join(folder, `file ${file}.py`), '');
  }
};

/** With what every test has in it. */
const asEntries = (folders: number): number => 11 * folders + 20 + 4;

test('a large tree goes, and how much of it is told ten times a second at most', async () => {
  makeLarge(120);
  await symlink(outside, join(root, 'tree', 'package 7', 'way-out'), 'junction');
  const told: { removed: number; at: number }[] = [];
  const onProgress = (removed: number): void => void told.push({ removed, at: performance.now() });
  const began = performance.now();
  expect(await removeTree({ root, path: join(root, 'tree'), signal, onProgress })).toEqual([]);
  expect(await isThere(join(root, 'tree'))).toBe(false);
  expect(await readdir(outside)).toEqual(['canary']);
  expect(told.at(-1)?.removed).toBe(asEntries(120) + 1);
  for (const [at, one] of told.entries()) expect(one.removed).toBeGreaterThan(told[at - 1]?.removed ?? 0);
  // The last report is made at the end, whenever that is.
  expect(told.length).toBeLessThanOrEqual(1 + (performance.now() - began) / 100);
});

test('several trees go at once', async () => {
  makeLarge(120);
  const parts = Array.from({ length: 20 }, (_, number) => remove(join('tree', `package ${number}`)));
  expect((await Promise.all([...parts, remove('tree')])).flat()).toEqual([]);
  expect(await readdir(root)).toEqual(['beside']);
});

const modulesLeft = (): number => {
  const inFolder = (path: string): string[] => {
    try {
      return readdirSync(path);
    } catch (error) {
      // Gone between two looks, or about to be: what Windows says of that.
      if (['ENOENT', 'EPERM', 'EBUSY'].includes(errorCode(error) ?? '')) return [];
      throw error;
    }
  };
  const modules = inFolder(join(root, 'tree')).flatMap((name) => inFolder(join(root, 'tree', name)));
  return modules.filter((one) => one.startsWith('module')).length;
};

/** What is left of a large tree whose deletion was cancelled when no more than so many modules were there. */
const leftAfterCancelAt = async (most: number): Promise<string[]> => {
  makeLarge(400);
  const controller = new AbortController();
  const watch = (): void => {
    if (modulesLeft() <= most) controller.abort();
    else setImmediate(watch);
  };
  watch();
  const removing = removeTree({ root, path: join(root, 'tree'), signal: controller.signal });
  const thrown = await removing.then(
    () => null,
    (error: unknown) => error,
  );
  if (thrown !== null) expect(thrown).toBeInstanceOf(Cancelled);
  if (!(await isThere(join(root, 'tree')))) return [];
  expect(thrown).not.toBeNull();
  return readdir(join(root, 'tree'), { recursive: true });
};

// When the first is gone, and when threads have taken over.
test.each([399, 250])('is cancelled at %i of 400 modules, and deletes nothing any more then', async (most) => {
  let left: string[] = [];
  // On a busy computer the threads may be done before this one had its turn to cancel.
  for (let tries = 0; left.length === 0 && tries < 10; tries += 1) left = await leftAfterCancelAt(most);
  expect(left.length).toBeGreaterThan(0);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await readdir(join(root, 'tree'), { recursive: true })).toEqual(left);
  expect(await remove('tree')).toEqual([]);
});

test('paths of any length go, in any script', async () => {
  const part = 'пакет 包 ü ';
  let path = join(root, 'tree');
  while (path.length < 500) path = join(path, part.repeat(5));
  await mkdir(path, { recursive: true });
  await writeFile(join(path, 'файл'), '');
  expect(await remove('tree')).toEqual([]);
});

linuxTest('paths that no call of the system would take go, and names that are not UTF-8', async () => {
  // 4096 bytes are the most that a path may have; a shell goes there step by step.
  const step = 'x'.repeat(200);
  execFileSync('sh', [
    '-c',
    `cd "$0" && for i in $(seq 40); do mkdir ${step} && cd -P ${step} && : > file; done`,
    join(root, 'tree'),
  ]);
  const odd = Buffer.concat([Buffer.from(join(root, 'tree', 'caf')), Buffer.from([0xe9])]);
  await mkdir(odd);
  await writeFile(Buffer.concat([odd, Buffer.from([0x2f, 0xff])]), '');
  expect(await remove('tree')).toEqual([]);
  expect(await isThere(join(root, 'tree'))).toBe(false);
});

test('read-only files and folders go too', async () => {
  await writeFile(join(root, 'tree', 'deep', 'deeper', 'file'), '', { mode: 0o444 });
  await chmod(join(root, 'tree', 'deep', 'deeper'), 0o555);
  await chmod(join(root, 'tree', 'deep'), 0o500);
  expect(await remove('tree')).toEqual([]);
});

test('their owner deletes folders that nobody may read, and leaves the folder around as it is', async (context) => {
  const problem = noOtherUser();
  if (problem !== null) return context.skip(problem);
  makeLarge(30);
  execFileSync('chown', ['-R', String(nobody), root]);
  const modes = [
    ['tree/deep/deeper', 0o000],
    ['tree/deep', 0o500],
    ['tree/package 1', 0o600],
    ['tree/package 2/module 2', 0o100],
  ] as const;
  for (const [path, mode] of modes) await chmod(join(root, path), mode);
  for (const path of [folder, outside]) await chmod(path, 0o755);
  expect(asNobody(`tool.removeTree({ root, path: root + '/tree', signal })`)).toEqual([]);
  await chmod(root, 0o555);
  expect(asNobody(`tool.removeTree({ root, path: root + '/beside', signal })`)).toEqual([
    { path: join(root, 'beside'), code: 'EACCES' },
  ]);
  expect((await lstat(root)).mode & 0o777).toBe(0o555);
  await chown(root, 0, 0);
});

const asNobody = (use: string): unknown =>
  asOtherUser(
    'remove-tree.ts',
    `(tool) => { const root = ${JSON.stringify(root)}; const { signal } = new AbortController(); return ${use}; }`,
  );

test('what cannot be deleted is named, and the rest is gone', async (context) => {
  const problem = noOtherUser();
  if (problem !== null) return context.skip(problem);
  for (const path of [folder, root, join(root, 'tree')]) await chmod(path, 0o777);
  await chmod(join(root, 'tree', 'deep'), 0o755);
  await mkdir(join(root, 'tree', 'theirs'), { mode: 0o777 });
  const answer = asNobody(
    `(async () => { const tried = [];
      const remaining = await tool.removeTree({ root, path: root + '/tree', signal }, async (path) => void tried.push(path));
      return { remaining, tried }; })()`,
  );
  expect(answer).toEqual({
    remaining: [
      { path: join(root, 'tree', 'deep', 'deeper'), code: 'EACCES' },
      { path: join(root, 'tree', 'deep', 'file'), code: 'EACCES' },
    ],
    // The system's own way is tried once, and not believed.
    tried: [join(root, 'tree')],
  });
  expect(await isThere(join(root, 'tree', 'theirs'))).toBe(false);
});

test('is cancelled', async () => {
  await expect(removeTree({ root, path: join(root, 'tree'), signal: AbortSignal.abort() })).rejects.toBeInstanceOf(
    Cancelled,
  );
  expect(await isThere(join(root, 'tree', 'deep', 'file'))).toBe(true);
});
