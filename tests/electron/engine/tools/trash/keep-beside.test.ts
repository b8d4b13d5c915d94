import { mkdir, mkdtemp, readdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTrash } from '../../../../../electron/engine/tools/trash.ts';
import { posixTest } from '../../../../support/platform-tests.ts';

const trash = createTrash();
const signal = new AbortController().signal;
const run = 'run-1';

let folder: string;
let root: string;
const at = (path: string) => join(root, path);
const keep = (path: string) => trash.keepBeside({ root, path: at(path), run, signal });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'beside ü '));
  root = join(folder, 'env');
  await mkdir(at('bin/torch'), { recursive: true });
  await writeFile(at('bin/numpy.py'), 'mine');
  await writeFile(at('bin/torch/__init__.py'), 'mine too');
  await trash.begin({ root, run, at: 1 });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a file and a folder get another name, and are there when the trash is gone', async () => {
  expect(await keep('bin/numpy.py')).toBe(at('bin/numpy.py.moved-aside'));
  expect(await keep('bin/torch')).toBe(at('bin/torch.moved-aside'));
  expect(await keep('bin/gone.py')).toBe(null);
  await trash.commit(root, run);
  await trash.empty(root, signal);
  expect((await readdir(at('bin'))).sort()).toEqual(['numpy.py.moved-aside', 'torch.moved-aside']);
  expect(await readFile(at('bin/numpy.py.moved-aside'), 'utf8')).toBe('mine');
  expect(await readFile(at('bin/torch.moved-aside/__init__.py'), 'utf8')).toBe('mine too');
});

test('a name that is taken stays as it is', async () => {
  await writeFile(at('bin/numpy.py.moved-aside'), 'older');
  expect(await keep('bin/numpy.py')).toBe(at('bin/numpy.py.moved-aside-2'));
  expect(await readFile(at('bin/numpy.py.moved-aside'), 'utf8')).toBe('older');
});

test('it has its own name again when the run is put back', async () => {
  await keep('bin/numpy.py');
  await keep('bin/torch');
  expect(await trash.putBack(root, run)).toBe('restored');
  expect((await readdir(at('bin'))).sort()).toEqual(['numpy.py', 'torch']);
  expect(await readFile(at('bin/numpy.py'), 'utf8')).toBe('mine');
});

posixTest('a link stays one, and what it leads to is not touched', async () => {
  await rm(at('bin/numpy.py'));
  await writeFile(join(folder, 'outside.py'), 'alive');
  await symlink('../../outside.py', at('bin/numpy.py'));
  await keep('bin/numpy.py');
  expect(await readlink(at('bin/numpy.py.moved-aside'))).toBe('../../outside.py');
  expect(await readFile(join(folder, 'outside.py'), 'utf8')).toBe('alive');
});
