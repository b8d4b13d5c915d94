import { mkdir, readdir, readFile, readlink, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Move } from '../../../../../electron/engine/tools/trash/moves.ts';
import { failureOf } from '../../../../support/failure-of.ts';
import { contentOf } from './content.ts';
import { run, site, trash, wholeEnvironment } from './environment.ts';

const env = wholeEnvironment();

/** A run that is open, as its index says, which somebody else has written. */
const forge = async (...moves: Move[]): Promise<void> => {
  await mkdir(env.runFolder(), { recursive: true });
  const lines = [{ what: 'began', at: 1 }, ...moves].map((move) => JSON.stringify(move));
  await writeFile(join(env.runFolder(), 'moves.ndjson'), `${lines.join('\n')}\n`);
};

const ownIds = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };

describe('putting back changes nothing behind a link', () => {
  const forged: [string, Move[]][] = [
    ['made', [{ what: 'made', path: join('way-out', 'canary') }]],
    ['mode', [{ what: 'mode', path: join('way-out', 'canary'), mode: 0o777 }]],
    ['emptied', [{ what: 'emptied', path: join('way-out', 'deep'), mode: 0o777, ...ownIds }]],
  ];
  test.each(forged)('that a forged index leads through: %s', async (_, moves) => {
    await symlink(env.outside(), env.at('way-out'), 'junction');
    await forge(...moves);
    const [before, { mode }] = [await contentOf(env.outside()), await stat(join(env.outside(), 'canary'))];
    await env.putBack();
    expect(await contentOf(env.outside())).toEqual(before);
    expect((await stat(join(env.outside(), 'canary'))).mode).toBe(mode);
  });

  test.each(['1', join('1', 'deep')])('in the place of %s in its trash', async (place) => {
    await forge({ what: 'moved', path: join('deep', 'canary'), slot: 1, original: true });
    await mkdir(join(env.outside(), 'deep'));
    await writeFile(join(env.outside(), 'deep', 'canary'), '');
    await mkdir(dirname(join(env.runFolder(), place)), { recursive: true });
    await symlink(
      place === '1' ? env.outside() : join(env.outside(), 'deep'),
      join(env.runFolder(), place),
      'junction',
    );
    await env.putBack();
    expect(await readdir(join(env.outside(), 'deep'))).toEqual(['canary']);
    expect(await env.isIn('deep/canary')).toBe(false);
  });

  test('with a number that is the next to be used', async () => {
    await forge({ what: 'made', path: 'new' });
    await env.put('new');
    await symlink(env.outside(), join(env.runFolder(), '1'), 'junction');
    await env.putBack();
    expect(await readdir(env.outside())).toEqual(['canary']);
    expect(await env.isIn('new')).toBe(false);
  });

  test('that the user has put in a folder’s place after a crash', async () => {
    await env.begin();
    await env.install({ [`${site}/numpy/new.py`]: 'new' });
    await mkdir(join(env.outside(), 'numpy'));
    await writeFile(join(env.outside(), 'numpy', 'new.py'), 'the user’s');
    await rm(env.at(site), { recursive: true });
    await symlink(env.outside(), env.at(site), 'junction');
    await env.putBack();
    expect(await readFile(join(env.outside(), 'numpy', 'new.py'), 'utf8')).toBe('the user’s');
  });
});

describe('a link in the environment where packages have a folder', () => {
  const links: [string, string, string][] = [
    ['site-packages', site, '../sp'],
    ['lib', 'lib', 'lib64'],
    ['a package', `${site}/numpy`, '../../../deep/numpy'],
  ];
  test.each(links)('is walked through: %s', async (_, path, target) => {
    const goal = join(dirname(env.at(path)), target);
    await mkdir(dirname(goal), { recursive: true });
    await rename(env.at(path), goal);
    await symlink(target, env.at(path), 'junction');
    const before = await contentOf(env.root());
    await env.begin();
    await env.install({ [`${site}/numpy/__init__.py`]: 'new', [`${site}/numpy/more/x.py`]: 'x' }, [
      `${site}/numpy`,
      `${site}/six.py`,
    ]);
    expect(await readlink(env.at(path))).toMatch(/sp|lib64|numpy/);
    expect(await readFile(env.at(`${site}/numpy/__init__.py`), 'utf8')).toBe('new');
    expect(await readdir(env.at(`${site}/numpy`))).toEqual(['__init__.py', 'more']);
    expect(await env.putBack()).toEqual({ done: 'restored', left: [] });
    expect(await contentOf(env.root())).toEqual(before);
  });

  test('that leads out is named, and nothing is moved', async () => {
    for (const [path, files] of [
      ['share', { 'share/notes.txt': '' }],
      [`${site}/nv`, { [`${site}/nv/__init__.py`]: '' }],
    ] as const) {
      await symlink(env.outside(), env.at(path), 'junction');
      const before = await contentOf(env.folder());
      await trash.begin({ root: env.root(), run, at: 1 });
      expect(await failureOf(env.install(files, [path]))).toEqual({
        code: 'link-leads-out',
        path: env.at(path),
        target: env.outside(),
      });
      await env.putBack();
      expect(await contentOf(env.folder())).toEqual(before);
      await rm(env.at(path));
    }
  });

  test('that leads to a disk which is not there is named too', async () => {
    await symlink(join(env.folder(), 'gone', 'nv'), env.at(`${site}/nv`), 'junction');
    await env.begin();
    expect(await failureOf(env.install({ [`${site}/nv/x.py`]: '' }))).toMatchObject({
      code: 'link-leads-out',
      target: join(env.folder(), 'gone', 'nv'),
    });
  });

  test('into our own folder is one that leads out', async () => {
    await env.begin();
    await symlink(env.trashFolder(), env.at('share'), 'junction');
    expect((await failureOf(env.install({ 'share/x': '' }))).code).toBe('link-leads-out');
  });
});

describe('announcing', () => {
  const announce = (paths: string[], folders: string[]) =>
    trash.announce({ root: env.root(), run, paths: paths.map(env.at), folders: folders.map(env.at) });

  test('a folder with nothing in it is taken away again, and one that was there stays', async () => {
    await env.begin();
    await announce([], ['include/python3.11', site]);
    await mkdir(env.at('include/python3.11'), { recursive: true });
    await env.putBack();
    expect(await env.isIn('include')).toBe(false);
    expect(await env.isIn(`${site}/six.py`)).toBe(true);
  });

  test.each([
    [[], ['include/python3.11']],
    [['include/python3.11/x.h'], []],
    [[], ['include']],
  ])('files %j and folders %j are refused where a link leads out', async (paths, folders) => {
    await symlink(env.outside(), env.at('include'), 'junction');
    await env.begin();
    expect(await failureOf(announce(paths, folders))).toMatchObject({ code: 'link-leads-out' });
  });

  test('behind a link that stays inside is taken away again', async () => {
    await mkdir(env.at('real'));
    await symlink('real', env.at('include'), 'junction');
    await env.begin();
    await announce(['include/deep/x.h'], ['include/python3.11']);
    for (const path of ['include/deep', 'include/python3.11']) await mkdir(env.at(path));
    await env.put('include/deep/x.h');
    await env.putBack();
    expect(await readdir(env.at('real'))).toEqual([]);
  });
});
