import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Cancelled } from '../../../../electron/engine/failing.ts';
import { isThere } from '../../../../electron/engine/tools/own-folder.ts';
import { removeTree } from '../../../../electron/engine/tools/remove-tree.ts';
import { asOtherUser, noOtherUser } from './other-user.ts';

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

test('read-only folders go too', async () => {
  await writeFile(join(root, 'tree', 'deep', 'deeper', 'file'), '', { mode: 0o444 });
  await chmod(join(root, 'tree', 'deep', 'deeper'), 0o555);
  await chmod(join(root, 'tree', 'deep'), 0o500);
  expect(await remove('tree')).toEqual([]);
});

test('what cannot be deleted is named, and the rest is gone', async (context) => {
  const problem = noOtherUser();
  if (problem !== null) return context.skip(problem);
  for (const path of [folder, root, join(root, 'tree')]) await chmod(path, 0o777);
  await chmod(join(root, 'tree', 'deep'), 0o755);
  await mkdir(join(root, 'tree', 'theirs'), { mode: 0o777 });
  const remaining = asOtherUser(
    'remove-tree.ts',
    `({ removeTree }) => removeTree({ root: ${JSON.stringify(root)}, path: ${JSON.stringify(join(root, 'tree'))}, signal: new AbortController().signal })`,
  );
  expect(remaining).toEqual([
    { path: join(root, 'tree', 'deep', 'deeper'), code: 'EACCES' },
    { path: join(root, 'tree', 'deep', 'file'), code: 'EACCES' },
  ]);
  expect(await isThere(join(root, 'tree', 'theirs'))).toBe(false);
});

test('is cancelled', async () => {
  await expect(removeTree({ root, path: join(root, 'tree'), signal: AbortSignal.abort() })).rejects.toBeInstanceOf(
    Cancelled,
  );
  expect(await isThere(join(root, 'tree', 'deep', 'file'))).toBe(true);
});
