import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Cancelled } from '../../../../electron/engine/failing.ts';
import { createEnvironments } from '../../../../electron/engine/tools/environments.ts';
import { isThere, ownFolderOf } from '../../../../electron/engine/tools/own-folder.ts';
import { appendMoves } from '../../../../electron/engine/tools/trash/moves.ts';
import { createTrash } from '../../../../electron/engine/tools/trash.ts';
import { failureOf } from '../../../support/failure-of.ts';
import { posixTest } from '../../../support/platform-tests.ts';
import { asOtherUser, noOtherUser } from './other-user.ts';
import { contentOf } from './trash/content.ts';

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
  for (const path of [
    'pyvenv.cfg',
    'bin/python',
    'bin/f2py',
    `${site}/numpy/__init__.py`,
    `${site}/numpy/core/x.py`,
    `${site}/numpy/core/y.py`,
  ])
    await put(path);
  await put(`${site}/six.py`);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const moveAside = (...paths: string[]) =>
  trash.moveAside({ root, paths: paths.map((path) => join(root, path)), run, signal });
const isIn = (path: string) => isThere(join(root, path));
const runFolder = () => join(ownFolderOf(root), 'trash', run);
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

  posixTest('moves a link as a link', async () => {
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
    const paths = [outside, join(outside, 'canary'), folder, root, join(root, '..', 'outside', 'canary')];
    for (const path of paths)
      await expect(trash.moveAside({ root, paths: [join(root, 'bin'), path], run, signal })).rejects.toThrow(
        'is outside',
      );
    expect(await failureOf(moveAside('bin', 'way-out/canary'))).toEqual({
      code: 'link-leads-out',
      path: join(await realpath(root), 'way-out'),
      target: await realpath(outside),
    });
    expect(await contentOf(folder)).toEqual(before);
  });

  test('refuses our own folder and all that is in it', async () => {
    await createEnvironments().writeMark(root, { manifest: 'm', profile: 'full', run, at: 1 });
    for (const path of ['.smart-installer', '.smart-installer/environment.json', '.SMART-INSTALLER'])
      await expect(moveAside('bin', path)).rejects.toThrow('holds the trash');
    expect(await isIn('bin/python')).toBe(true);
  });

  test('refuses a run that is no folder’s name', async () => {
    for (const name of ['', '..', 'a/b', '.hidden', 'a\\b'])
      await expect(trash.moveAside({ root, paths: [join(root, 'bin')], run: name, signal })).rejects.toThrow();
    await expect(trash.putBack(root, '../..')).rejects.toThrow();
  });

  test.each(['.smart-installer', '.smart-installer/trash', `.smart-installer/trash/${run}`])(
    'never fills a trash that leads out by a link at %s',
    async (path) => {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await symlink(outside, join(root, path), 'junction');
      expect((await failureOf(moveAside('bin'))).code).toBe('environment-not-ours');
      await trash.putBack(root, run);
      await trash.empty(root, signal);
      expect(await readdir(outside)).toEqual(['canary']);
      expect(await isIn('bin/python')).toBe(true);
    },
  );

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

  /** Linux: in a folder with the sticky bit nobody but the owner moves anything, be it open to all. */
  const stickyNumpy = async () => {
    for (const path of ['.', `${site}/numpy`, `${site}/numpy/core`]) await chmod(join(root, path), 0o777);
    await chmod(folder, 0o755);
    await chmod(join(root, site), 0o1777);
    return `({ createTrash }) => createTrash().moveAside({ root: ${JSON.stringify(root)}, paths: [${JSON.stringify(join(root, site, 'numpy'))}], run: 'run-1', signal: new AbortController().signal }).then(() => null, (error) => error.failure)`;
  };

  test('takes a folder that cannot be moved as a whole in pieces', async (context) => {
    const problem = noOtherUser();
    if (problem !== null) return context.skip(problem);
    const before = await contentOf(root);
    expect(asOtherUser('trash.ts', await stickyNumpy())).toBeNull();
    expect(await readdir(join(root, site, 'numpy'))).toEqual([]);
    await trash.putBack(root, run);
    await trash.empty(root, signal);
    expect(await contentOf(root)).toEqual(before);
  });

  test('names the piece that stays, and what went before it comes back', async (context) => {
    const problem = noOtherUser();
    if (problem !== null) return context.skip(problem);
    const move = await stickyNumpy();
    await chmod(join(root, site, 'numpy', 'core'), 0o755);
    const before = await contentOf(root);
    expect(asOtherUser('trash.ts', move)).toEqual({
      code: 'permission-denied',
      path: join(root, site, 'numpy', 'core', 'x.py'),
    });
    expect(await isIn(`${site}/numpy/__init__.py`)).toBe(false);
    await trash.putBack(root, run);
    await trash.empty(root, signal);
    expect(await contentOf(root)).toEqual(before);
  });
});

describe('putting back', () => {
  test('restores every file as it was, and the folders that were removed with their modes', async () => {
    await chmod(join(root, site, 'numpy', 'core'), 0o750);
    const before = await contentOf(root);
    await moveAside(`${site}/numpy/core/x.py`, `${site}/numpy/core/y.py`, `${site}/six.py`);
    await moveAside(`${site}/numpy/__init__.py`, 'bin');
    expect(await contentOf(root)).not.toEqual(before);
    await trash.putBack(root, run);
    expect(await contentOf(root)).toEqual(before);
    if (!onWindows) expect((await stat(join(root, site, 'numpy', 'core'))).mode & 0o777).toBe(0o750);
    await trash.empty(root, signal);
    expect(await readdir(root)).not.toContain('.smart-installer');
  });

  test('restores a whole environment over a new one that was begun', async () => {
    const before = await contentOf(root);
    await moveAside('pyvenv.cfg', 'bin', 'lib');
    await put('bin/python', 'another');
    await put(`${site}/numpy/__init__.py`, 'another');
    await put('lib/new.py');
    await trash.putBack(root, run);
    expect(await contentOf(root)).toEqual(before);
  });

  test('brings back what was there before the run, not what the run itself put there', async () => {
    const before = await contentOf(root);
    await moveAside(`${site}/numpy`);
    await put(`${site}/numpy/__init__.py`, 'second');
    await put(`${site}/numpy/of_the_second.py`, 'second');
    await moveAside(`${site}/numpy`, `${site}/six.py`);
    await put(`${site}/numpy/__init__.py`, 'third');
    await trash.putBack(root, run);
    expect(await contentOf(root)).toEqual(before);
  });

  test('keeps apart what was in a folder that was emptied and what came into it later', async () => {
    const before = await contentOf(root);
    await moveAside(`${site}/numpy/core/x.py`, `${site}/numpy/core/y.py`);
    await put(`${site}/numpy/core/new.py`);
    await moveAside(`${site}/numpy/core/new.py`);
    await trash.putBack(root, run);
    expect(await contentOf(root)).toEqual(before);
  });

  test('is done once: what changes afterwards is left alone', async () => {
    await moveAside(`${site}/numpy`);
    await trash.putBack(root, run);
    await rm(join(root, site, 'numpy'), { recursive: true });
    const after = await contentOf(root);
    await trash.putBack(root, run);
    expect(await contentOf(root)).toEqual(after);
    await trash.putBack(root, 'another-run');
    await trash.putBack(join(folder, 'gone'), run);
  });

  test('keeps the runs apart', async () => {
    await moveAside('bin/f2py');
    await trash.moveAside({ root, paths: [join(root, site, 'six.py')], run: 'run-2', signal });
    await trash.putBack(root, 'run-2');
    expect([await isIn('bin/f2py'), await isIn(`${site}/six.py`)]).toEqual([false, true]);
  });

  test('puts nothing where a link leads out: the link goes to the trash', async () => {
    const before = await contentOf(root);
    await moveAside(`${site}/numpy/core/x.py`);
    await rm(join(root, site, 'numpy', 'core', 'y.py'));
    await rm(join(root, site, 'numpy', 'core'), { recursive: true });
    await symlink(outside, join(root, site, 'numpy', 'core'), 'junction');
    await trash.putBack(root, run);
    expect(await readdir(outside)).toEqual(['canary']);
    expect((await contentOf(root))[join(site, 'numpy', 'core', 'x.py')]).toBe(
      before[join(site, 'numpy', 'core', 'x.py')],
    );
  });

  test.each(['../outside/canary', '/etc/hosts', '.', '', '.smart-installer/environment.json', 'lib/../../outside'])(
    'an index that was tampered with (%s) moves nothing',
    async (path) => {
      await moveAside('bin/f2py');
      const before = await contentOf(folder);
      await mkdir(join(runFolder(), '1', 'x'), { recursive: true });
      await writeFile(
        join(runFolder(), 'moves.ndjson'),
        `${JSON.stringify({ what: 'moved', path, slot: 1, original: true })}
${JSON.stringify({ what: 'emptied', path, mode: 0o777, uid: 0, gid: 0 })}
`,
      );
      await trash.putBack(root, run);
      expect(await contentOf(folder)).toEqual(before);
    },
  );
});

describe('after a crash', () => {
  test('between the index and the rename nothing is taken for moved', async () => {
    const before = await contentOf(root);
    await moveAside('bin/f2py');
    await appendMoves(runFolder(), [
      { what: 'moved', path: join(site, 'numpy'), slot: 2, original: true },
      { what: 'moved', path: join(site, 'six.py'), slot: 2, original: true },
      {
        what: 'emptied',
        path: join(site, 'numpy', 'core'),
        mode: 0o755,
        uid: process.getuid?.() ?? 0,
        gid: process.getgid?.() ?? 0,
      },
    ]);
    await mkdir(join(runFolder(), '2', site), { recursive: true });
    await rename(join(root, site, 'six.py'), join(runFolder(), '2', site, 'six.py'));
    await trash.putBack(root, run);
    expect(await contentOf(root)).toEqual(before);
  });

  test('a torn line at the end of the index hides none of those before or after it', async () => {
    const before = await contentOf(root);
    await moveAside('bin/f2py');
    const index = join(runFolder(), 'moves.ndjson');
    await writeFile(index, `${await readFile(index, 'utf8')}{"what":"moved","path":"lib/pyth`);
    await moveAside(`${site}/six.py`);
    await trash.putBack(root, run);
    expect(await contentOf(root)).toEqual(before);
  });

  test('in the middle of putting back, putting back again finishes it', async () => {
    const before = await contentOf(root);
    await moveAside('bin', `${site}/numpy`);
    await put('bin/python', 'another');
    // The state after a kill: one is back already, and in the other's way lies what was put there since.
    await rename(join(runFolder(), '1', site, 'numpy'), join(root, site, 'numpy'));
    await mkdir(join(runFolder(), '2'));
    await rename(join(root, 'bin'), join(runFolder(), '2', 'bin'));
    await put('bin/python', 'a third');
    await trash.putBack(root, run);
    expect(await contentOf(root)).toEqual(before);
  });
});

describe('emptying', () => {
  test('deletes every run, and our folder only where nothing else is in it', async () => {
    await createEnvironments().writeMark(root, { manifest: 'm', profile: 'full', run, at: 1 });
    await moveAside(`${site}/numpy`);
    await trash.moveAside({ root, paths: [join(root, 'bin')], run: 'run-2', signal });
    await trash.empty(root, signal);
    expect(await readdir(ownFolderOf(root))).toEqual(['environment.json']);
    expect((await readdir(root)).sort()).toEqual(['.smart-installer', 'lib', 'pyvenv.cfg']);
    await trash.putBack(root, run);
    expect(await isIn('bin')).toBe(false);
    await trash.empty(root, signal);
    await trash.empty(join(folder, 'gone'), signal);
  });

  test('never follows a link out, in whatever depth it lies', async () => {
    await symlink(outside, join(root, site, 'numpy', 'way-out'), 'junction');
    await symlink(outside, join(root, 'way-out'), 'junction');
    await moveAside(`${site}/numpy`, 'way-out');
    await trash.empty(root, signal);
    expect(await readFile(join(outside, 'canary'), 'utf8')).toBe('alive');
    expect(await isThere(ownFolderOf(root))).toBe(false);
  });

  test('cut off in the middle, nothing half deleted is ever put back', async () => {
    await moveAside(`${site}/numpy`);
    const controller = new AbortController();
    controller.abort();
    await expect(trash.empty(root, controller.signal)).rejects.toBeInstanceOf(Cancelled);
    await trash.putBack(root, run);
    expect(await isIn(`${site}/numpy`)).toBe(false);
  });

  test('does not throw for what cannot be deleted', async (context) => {
    const problem = noOtherUser();
    if (problem !== null) return context.skip(problem);
    await moveAside(`${site}/numpy`);
    for (const path of [folder, root]) await chmod(path, 0o755);
    const answer = asOtherUser(
      'trash.ts',
      `({ createTrash }) => createTrash().empty(${JSON.stringify(root)}, new AbortController().signal).then(() => 'ended')`,
    );
    expect(answer).toBe('ended');
    await trash.putBack(root, run);
    expect(await isIn(`${site}/numpy/core/x.py`)).toBe(true);
  });
});
