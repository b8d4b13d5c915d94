import { mkdir, mkdtemp, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findTargets } from '../../../../../electron/engine/tools/holders/targets.ts';
import { describeOnPosix } from '../../../../support/platform-tests.ts';

let root: string;

beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'targets ')));
  await mkdir(join(root, 'lib', 'numpy'), { recursive: true });
});

afterEach(() => rm(root, { recursive: true }));

test('a file is one, all in a folder is, and what only begins with the same letters is not', async () => {
  const { include } = await findTargets(root, [join(root, 'lib', 'numpy'), join(root, 'file.so')]);
  const inside = ['file.so', 'lib/numpy', 'lib/numpy/a/b/c.so'];
  const outside = ['', 'lib', 'lib/numpy2', 'lib/numpy2/c.so', 'file.so2', 'file', '../file.so', '..'];
  expect(inside.filter((path) => !include(join(root, path)))).toEqual([]);
  expect(outside.filter((path) => include(join(root, path)))).toEqual([]);
  expect(['/', '', 'file.so'].filter(include)).toEqual([]);
});

test('all that lies in the root is one where the root is, and nothing is where nothing is asked about', async () => {
  const whole = await findTargets(root, [root]);
  expect([root, join(root, 'x')].filter((path) => !whole.include(path))).toEqual([]);
  expect(whole.include(`${root}2`)).toBe(false);
  expect((await findTargets(root, [])).include(root)).toBe(false);
});

test('a root that is not there is known by its name', async () => {
  const gone = join(root, 'gone');
  const { include } = await findTargets(gone, [join(gone, 'a', 'b')]);
  expect(include(join(gone, 'a', 'b', 'c'))).toBe(true);
});

test('the root may be the whole disk', async () => {
  const { include } = await findTargets('/', [join(root, 'lib')]);
  expect([include(join(root, 'lib', 'x')), include(root)]).toEqual([true, false]);
});

describeOnPosix('links', () => {
  test('above a path are followed, and one at its end is not', async () => {
    await symlink('lib', join(root, 'lib64'));
    const { include } = await findTargets(root, [join(root, 'lib64', 'numpy')]);
    expect(include(join(root, 'lib', 'numpy', 'x.so'))).toBe(true);
    expect((await findTargets(root, [join(root, 'lib64')])).include(join(root, 'lib', 'numpy'))).toBe(false);
  });
});
