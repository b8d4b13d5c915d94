import { readdirSync, writeFileSync } from 'node:fs';
import { chmod, link, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Cancelled } from '../../../../../electron/engine/failing.ts';
import { appendMoves, movesFile } from '../../../../../electron/engine/tools/trash/moves.ts';
import { failureOf } from '../../../../support/failure-of.ts';
import { posixTest } from '../../../../support/platform-tests.ts';
import { contentOf } from './content.ts';
import { run, signal, site, trash, wholeEnvironment } from './environment.ts';

const env = wholeEnvironment();
const index = () => movesFile(env.runFolder());

test('says whether it did anything', async () => {
  await env.begin();
  await env.moveAside(`${site}/six.py`);
  await trash.commit(env.root(), run);
  expect(await trash.putBack(env.root(), run)).toBe('committed');
  expect(await env.isIn(`${site}/six.py`)).toBe(false);
  expect(await trash.putBack(env.root(), 'run-2')).toBe('nothing');
  await trash.begin({ root: env.root(), run: 'run-2', at: 2 });
  expect(await trash.putBack(env.root(), 'run-2')).toBe('restored');
  expect(await trash.putBack(env.root(), 'run-2')).toBe('nothing');
});

posixTest('a folder that was made again, and no more before a crash, gets its mode', async () => {
  await chmod(env.at(`${site}/numpy`), 0o711);
  await env.begin();
  await env.moveAside(`${site}/numpy/__init__.py`);
  expect(await env.isIn(`${site}/numpy`)).toBe(false);
  await mkdir(env.at(`${site}/numpy`), { mode: 0o700 });
  await env.putBack();
  expect((await stat(env.at(`${site}/numpy`))).mode & 0o777).toBe(0o711);
});

describe('a line that cannot be read any more', () => {
  const garble = async (part: string) => {
    const lines = (await readFile(index(), 'utf8')).split('\n');
    await writeFile(index(), lines.map((line) => (line.includes(part) ? line.replace('{', '') : line)).join('\n'));
  };

  test('costs no file: what it was about stays in the trash and is told, and the run is over', async () => {
    await env.begin();
    await env.moveAside(`${site}/six.py`, `${site}/numpy`);
    await garble('six.py');
    const { done, left } = await env.putBack();
    expect({ done, left }).toEqual({ done: 'restored', left: [{ path: env.runFolder(), code: 'unexplained' }] });
    expect(await env.isIn(`${site}/numpy/__init__.py`)).toBe(true);
    expect(await readFile(join(env.runFolder(), '1', site, 'six.py'), 'utf8')).toBe(`${site}/six.py`);
    expect(await trash.open(env.root())).toEqual([]);
    expect(await trash.empty(env.root(), signal)).toEqual(left);
  });

  test('may be the first one', async () => {
    const before = await contentOf(env.root());
    await env.begin();
    await env.moveAside(`${site}/six.py`);
    await garble('began');
    expect(await trash.open(env.root())).toMatchObject([{ run }]);
    expect(await env.putBack()).toEqual({ done: 'restored', left: [] });
    expect(await contentOf(env.root())).toEqual(before);
  });

  test('is nothing to a run that is committed', async () => {
    await env.begin();
    await env.moveAside(`${site}/six.py`);
    await garble('six.py');
    await trash.commit(env.root(), run);
    expect(await trash.empty(env.root(), signal)).toEqual([]);
  });

  test('what was in the way of the originals needs no line', async () => {
    await env.begin();
    await env.moveAside(`${site}/six.py`);
    await env.put(`${site}/six.py`, 'in the way');
    await env.install({ 'bin/new': '' });
    expect(await env.putBack()).toEqual({ done: 'restored', left: [] });
  });
});

describe('what is taken for the run’s own', () => {
  test('not a file that stayed in its place, whatever the index could not say', async () => {
    const before = await contentOf(env.root());
    await env.begin();
    // Killed, or no room on the disk, right after the announcement.
    await appendMoves(env.runFolder(), [{ what: 'moved', path: join(site, 'six.py'), slot: 1, original: true }]);
    await env.moveAside(`${site}/six.py`);
    await env.putBack();
    expect(await contentOf(env.root())).toEqual(before);
  });

  /** Two names, the second of which is still to be placed when `then` is called; it answers whether the run is stopped. */
  const placeTwo = async (then: () => boolean): Promise<unknown> => {
    const staging = await trash.stagingFolder(env.root(), run);
    await mkdir(join(staging, 'bin'));
    for (const name of ['a', 'b']) await writeFile(join(staging, 'bin', name), 'staged');
    // Looked at once before all, and before each of the two.
    let looks = 0;
    const watched = Object.defineProperty(new AbortController().signal, 'aborted', {
      get: () => {
        looks += 1;
        return looks === 3 && then();
      },
    });
    return trash.place({ root: env.root(), staging, run, signal: watched }).catch((error: unknown) => error);
  };
  const placed = async () => (await readdir(env.at('bin'))).filter((name) => name !== 'python');

  test('not a file that came to its place before the run did', async () => {
    await env.begin();
    let late = '';
    const error = await placeTwo(() => {
      const [first] = readdirSync(env.at('bin')).filter((name) => name !== 'python');
      late = first === 'a' ? 'b' : 'a';
      writeFileSync(env.at(`bin/${late}`), 'somebody’s');
      return false;
    });
    expect(error).toMatchObject({ failure: { code: 'file-locked', path: env.at(`bin/${late}`) } });
    expect(await readFile(env.at(`bin/${late}`), 'utf8')).toBe('somebody’s');
    await env.putBack();
    expect(await placed()).toEqual([late]);
  });

  test('not a file that came to a place after the run was stopped', async () => {
    await env.begin();
    expect(await placeTwo(() => true)).toBeInstanceOf(Cancelled);
    expect(await placed()).toHaveLength(1);
    for (const name of ['a', 'b']) if (!(await env.isIn(`bin/${name}`))) await env.put(`bin/${name}`, 'somebody’s');
    await env.putBack();
    expect(await placed()).toHaveLength(1);
  });
});

describe('rights', () => {
  const letOwnerWrite = (...paths: string[]) =>
    trash.letOwnerWrite({ root: env.root(), paths: paths.map(env.at), run });

  posixTest('of a file with a second name outside are left alone', async () => {
    const other = join(env.outside(), 'canary');
    await chmod(other, 0o040);
    await rm(env.at('bin/python'));
    await link(other, env.at('bin/python'));
    await chmod(env.at(`${site}/six.py`), 0o040);
    await env.begin();
    expect(await letOwnerWrite('bin/python', `${site}/six.py`, 'gone')).toEqual([env.at(`${site}/six.py`)]);
    expect((await stat(other)).mode & 0o777).toBe(0o040);
    await appendMoves(env.runFolder(), [{ what: 'mode', path: join('bin', 'python'), mode: 0o777 }]);
    await env.putBack();
    expect((await stat(other)).mode & 0o777).toBe(0o040);
    expect((await stat(env.at(`${site}/six.py`))).mode & 0o777).toBe(0o040);
  });
});

test('an index under a second name is not written to', async () => {
  await env.begin();
  await rename(index(), join(env.outside(), 'theirs'));
  await link(join(env.outside(), 'theirs'), index());
  expect(await failureOf(env.moveAside('bin/python'))).toMatchObject({ code: 'environment-not-ours' });
});
