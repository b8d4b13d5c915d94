import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isThere, ownFolderOf } from '../../../../../electron/engine/tools/own-folder.ts';
import { movesFile } from '../../../../../electron/engine/tools/trash/moves.ts';
import { failureOf } from '../../../../support/failure-of.ts';
import { describeOnLinux, posixTest } from '../../../../support/platform-tests.ts';
import { asOtherUser, noOtherUser } from '../other-user.ts';
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

describeOnLinux('what another user keeps from being deleted', () => {
  /** Empties the trash as nobody, once for each: the run that goes on, and the answer of Windows' list. */
  const emptiedAsNobody = (...times: [run: string | null, isTaken: boolean][]): unknown =>
    asOtherUser(
      'trash.ts',
      `async ({ createTrash }) => {
        const answers = [];
        for (const [run, isTaken] of ${JSON.stringify(times)}) {
          const asked = [];
          const listDouble = { remove: async ({ path }) => { asked.push(path); return isTaken; } };
          const trash = createTrash(undefined, listDouble);
          const left = await trash.empty(${JSON.stringify(env.root())}, new AbortController().signal, run ?? undefined);
          answers.push({ left, asked });
        }
        return answers;
      }`,
    );

  test('is left to the next start of Windows where it is of an earlier run', async (context) => {
    const problem = noOtherUser();
    if (problem !== null) return context.skip(problem);
    await env.begin();
    await env.moveAside(`${site}/numpy`);
    await trash.commit(env.root(), run);
    await mkdir(join(ownFolderOf(env.root()), 'staging', run, '1'), { recursive: true });
    for (const path of [env.folder(), env.root()]) await chmod(path, 0o755);
    for (const path of [ownFolderOf(env.root()), env.trashFolder(), env.runFolder()]) await chmod(path, 0o777);
    const folders = [join(ownFolderOf(env.root()), 'staging', run), env.runFolder()];
    const left = [
      { path: join(ownFolderOf(env.root()), 'staging', run, '1'), code: 'EACCES' },
      { path: join(env.runFolder(), '1', site, 'numpy', '__init__.py'), code: 'EACCES' },
    ];
    const marked = left.map((one) => ({ ...one, atRestart: true }));
    expect(emptiedAsNobody([run, true], [`${run}.2`, true], ['run-2', false], [null, true])).toEqual([
      { left, asked: [] },
      { left, asked: [] },
      { left, asked: folders },
      { left: marked, asked: folders },
    ]);
  });

  test('is left alone with an index that cannot be deleted', async (context) => {
    const problem = noOtherUser();
    if (problem !== null) return context.skip(problem);
    await env.begin();
    await env.moveAside(`${site}/numpy`);
    await trash.commit(env.root(), run);
    for (const path of [env.folder(), env.root()]) await chmod(path, 0o755);
    const left = [{ path: movesFile(env.runFolder()), code: 'EACCES' }];
    expect(emptiedAsNobody(['run-2', true])).toEqual([{ left, asked: [] }]);
  });
});
