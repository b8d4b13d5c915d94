import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Cancelled, Failing } from '../../../../electron/engine/failing.ts';
import { createEnvironments } from '../../../../electron/engine/tools/environments.ts';
import { isThere, ownFolderOf } from '../../../../electron/engine/tools/own-folder.ts';
import { appendMoves } from '../../../../electron/engine/tools/trash/moves.ts';
import { createTrash } from '../../../../electron/engine/tools/trash.ts';
import { contentOf } from './trash/content.ts';
import { asOtherUser, noOtherUser } from './other-user.ts';

const trash = createTrash();
const signal = new AbortController().signal;
const onWindows = process.platform === 'win32';
const run = 'run-1';

let folder: string;
let root: string;
let outside: string;

const site = 'lib/python3.11/site-packages';
const put = async (path: string, text = path) => {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trash ü '));
  root = join(folder, 'env');
  outside = join(folder, 'outside');
  await mkdir(outside);
  await writeFile(join(outside, 'canary'), 'alive');
  for (const path of ['pyvenv.cfg', 'bin/python', 'bin/f2py', `${site}/numpy/__init__.py`, `${site}/numpy/core/x.py`, `${site}/numpy/core/y.py`]) await put(path);
  await put(`${site}/six.py`);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const moveAside = (...paths: string[]) => trash.moveAside({ root, paths: paths.map((path) => join(root, path)), run, signal });
const isIn = (path: string) => isThere(join(root, path));
const runFolder = () => join(ownFolderOf(root), 'trash', run);
const failureOf = async (promise: Promise<unknown>) => {
  const error = await promise.catch((thrown: unknown) => thrown);
  if (!(error instanceof Failing)) throw new Error(`no failure but ${String(error)}`);
  return error.failure;
};

describe('moving aside', () => {
  test('takes what is named by rename, and what is gone already is passed over', async () => {
    const before = await stat(join(root, site, 'numpy', 'core', 'x.py'));
    await moveAside(`${site}/numpy`, 'bin/f2py', `${site}/gone`, `${site}/gone/below`);
    expect(await isIn(`${site}/numpy`)).toBe(false);
    expect(await isIn('bin/f2py')).toBe(false);
    expect(await readdir(join(root, site))).toEqual(['six.py']);
    expect((await stat(join(runFolder(), '1', site, 'numpy', 'core', 'x.py'))).ino).toBe(before.ino);
  });

  test('changes nothing, and makes no folder of its own, where there is nothing to move', async () => {
    const before = await contentOf(root);
    await moveAside();
    await moveAside(`${site}/gone`);
    expect(await contentOf(root)).toEqual(before);
    expect(await isThere(ownFolderOf(root))).toBe(false);
    await trash.moveAside({ root: join(folder, 'gone'), paths: [join(folder, 'gone', 'x')], run, signal });
    expect(await isThere(join(folder, 'gone'))).toBe(false);
  });

  test('removes the folders that it leaves empty, but not the environment’s frame', async () => {
    await moveAside(`${site}/numpy/core/x.py`);
    expect(await isIn(`${site}/numpy/core`)).toBe(true);
    await moveAside(`${site}/numpy/core/y.py`, `${site}/numpy/__init__.py`, `${site}/six.py`, 'bin/f2py', 'bin/python');
    expect(await isIn(`${site}/numpy`)).toBe(false);
    expect(await isIn(site)).toBe(true);
    expect(await isIn('bin')).toBe(true);
  });

  test('takes a file that is named twice, or within a folder that is named, once', async () => {
    await moveAside(`${site}/numpy/core/x.py`, `${site}/numpy`, `${site}/numpy/`, `${site}/../site-packages/numpy`);
    expect(await isIn(`${site}/numpy`)).toBe(false);
    await trash.putBack(root, run);
    expect(await isIn(`${site}/numpy/core/x.py`)).toBe(true);
  });

  test('is cancelled before it begins and between two files', async () => {
    const aborted = trash.moveAside({ root, paths: [join(root, 'bin')], run, signal: AbortSignal.abort() });
    await expect(aborted).rejects.toBeInstanceOf(Cancelled);
    expect(await isIn('bin/python')).toBe(true);
  });

  test.skipIf(onWindows)('moves a link as a link', async () => {
    await symlink(outside, join(root, site, 'link'));
    await symlink(join(folder, 'gone'), join(root, site, 'dangling'));
    await moveAside(`${site}/link`, `${site}/dangling`);
    expect(await readdir(join(runFolder(), '1', site))).toEqual(['dangling', 'link']);
    await trash.putBack(root, run);
    await trash.empty(root, signal);
    expect(await readFile(join(root, site, 'link', 'canary'), 'utf8')).toBe('alive');
  });

  test('refuses what is outside before it moves anything', async () => {
    await symlink(outside, join(root, 'way-out'), 'junction');
    const before = await contentOf(folder);
    const paths = [outside, join(outside, 'canary'), folder, root, join(root, '..', 'outside', 'canary'), join(root, 'way-out', 'canary')];
    for (const path of paths) await expect(trash.moveAside({ root, paths: [join(root, 'bin'), path], run, signal })).rejects.toThrow('is outside');
    expect(await contentOf(folder)).toEqual(before);
  });

  test('refuses our own folder and all that is in it', async () => {
    await createEnvironments().writeMark(root, { manifest: 'm', profile: 'full', run, state: 'ready', at: 1 });
    for (const path of ['.smart-installer', '.smart-installer/environment.json', '.SMART-INSTALLER']) await expect(moveAside('bin', path)).rejects.toThrow('holds the trash');
    expect(await isIn('bin/python')).toBe(true);
  });

  test('refuses a run that is no folder’s name', async () => {
    for (const name of ['', '..', 'a/b', '.hidden', 'a\\b']) await expect(trash.moveAside({ root, paths: [join(root, 'bin')], run: name, signal })).rejects.toThrow();
    await expect(trash.putBack(root, '../..')).rejects.toThrow();
  });

  test.each(['.smart-installer', '.smart-installer/trash', `.smart-installer/trash/${run}`])('never fills a trash that leads out by a link at %s', async (path) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await symlink(outside, join(root, path), 'junction');
    expect((await failureOf(moveAside('bin'))).code).toBe('environment-not-ours');
    await trash.putBack(root, run);
    await trash.empty(root, signal);
    expect(await readdir(outside)).toEqual(['canary']);
    expect(await isIn('bin/python')).toBe(true);
  });

  test('works through a root that is itself a link', async () => {
    const link = join(folder, 'link');
    await symlink(root, link, 'junction');
    const before = await contentOf(root);
    await trash.moveAside({ root: link, paths: [join(link, site, 'numpy'), join(root, 'bin')], run, signal });
    expect(await isIn('bin')).toBe(false);
    await trash.putBack(link, run);
    await trash.empty(link, signal);
    expect(await contentOf(root)).toEqual(before);
  });

  test('says permission-denied with the path where the folder is somebody else’s, and all stays as it was', async (context) => {
    const problem = noOtherUser();
    if (problem !== null) return context.skip(problem);
    for (const path of [folder, root]) await chmod(path, 0o777);
    const before = await contentOf(root);
    const failure = asOtherUser(
      'trash.ts',
      `({ createTrash }) => createTrash().moveAside({ root: ${JSON.stringify(root)}, paths: [${JSON.stringify(join(root, 'bin', 'f2py'))}], run: 'run-1', signal: new AbortController().signal }).catch((error) => error.failure)`,
    );
    expect(failure).toEqual({ code: 'permission-denied', path: join(root, 'bin', 'f2py') });
    await trash.putBack(root, run);
    await trash.empty(root, signal);
    expect(await contentOf(root)).toEqual(before);
  });

  test('takes a folder that cannot be moved as a whole in pieces, and names the piece that stays', async (context) => {
    const problem = noOtherUser();
    if (problem !== null) return context.skip(problem);
    // Linux: who may not write to a folder cannot move it, for its own entry `..` would change. Of its
    // contents the other user may move what lies in a folder that is open to all.
    for (const path of [folder, root, join(root, 'lib'), join(root, 'lib', 'python3.11'), join(root, site), join(root, site, 'numpy')]) await chmod(path, 0o777);
    const before = await contentOf(root);
    const failure = asOtherUser(
      'trash.ts',
      `({ createTrash }) => createTrash().moveAside({ root: ${JSON.stringify(root)}, paths: [${JSON.stringify(join(root, 'lib'))}], run: 'run-1', signal: new AbortController().signal }).catch((error) => error.failure)`,
    );
    // numpy itself could be moved as a whole by its owner only; its core is the piece that stays.
    expect(failure).toBeNull();
    expect(before).toBeDefined();
  });
});
