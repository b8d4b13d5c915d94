import { execFileSync } from 'node:child_process';
import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isThere, ownFolderOf } from '../../../../../electron/engine/tools/own-folder.ts';
import { movesFile } from '../../../../../electron/engine/tools/trash/moves.ts';
import { failureOf } from '../../../../support/failure-of.ts';
import { describeOnLinux, posixTest } from '../../../../support/platform-tests.ts';
import { run, signal, site, trash, wholeEnvironment } from './environment.ts';

const env = wholeEnvironment();

test('folders in the trash that are no runs are deleted and else passed over', async () => {
  for (const name of ['.x', 'a b', '1', 'no-index']) await mkdir(join(env.trashFolder(), name), { recursive: true });
  await mkdir(movesFile(join(env.trashFolder(), 'folder')), { recursive: true });
  await writeFile(join(env.trashFolder(), 'file'), '');
  expect(await trash.open(env.root())).toEqual([]);
  expect(await trash.empty(env.root(), signal)).toEqual([]);
  expect(await isThere(ownFolderOf(env.root()))).toBe(false);
});

posixTest('an index that is a pipe is none, and nobody waits for it', async () => {
  await env.begin();
  const pipe = movesFile(join(env.trashFolder(), 'run-2'));
  await mkdir(join(env.trashFolder(), 'run-2'));
  execFileSync('mkfifo', [pipe]);
  expect(await trash.open(env.root())).toEqual([{ run, at: 1 }]);
  expect(await trash.putBack(env.root(), 'run-2')).toBe('nothing');
  expect(await failureOf(trash.begin({ root: env.root(), run: 'run-2', at: 2 }))).toMatchObject({
    code: 'environment-not-ours',
    found: 'moves.ndjson',
  });
});

posixTest('nothing is written through a link in the place of the index or the reserve', async () => {
  await mkdir(join(env.trashFolder(), 'run-2'), { recursive: true });
  for (const name of ['moves.ndjson', 'reserve'])
    await symlink(join(env.outside(), 'canary'), join(env.trashFolder(), 'run-2', name));
  expect(await trash.open(env.root())).toEqual([]);
  expect(await failureOf(trash.begin({ root: env.root(), run: 'run-2', at: 2 }))).toMatchObject({
    code: 'environment-not-ours',
  });
  expect(execFileSync('cat', [join(env.outside(), 'canary')], { encoding: 'utf8' })).toBe('alive');
});

describeOnLinux('names', () => {
  test('that are not UTF-8 keep no trash', async () => {
    const name = Buffer.concat([Buffer.from(`${env.at(`${site}/numpy`)}/caf`), Buffer.from([0xe9])]);
    await writeFile(name, 'latin');
    await mkdir(Buffer.concat([name, Buffer.from([0xff])]));
    await env.begin();
    await env.moveAside(`${site}/numpy`);
    await trash.commit(env.root(), run);
    expect(await trash.empty(env.root(), signal)).toEqual([]);
    expect(await readdir(env.root())).toEqual(['bin', 'lib', 'pyvenv.cfg']);
  });
});
