import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, win32 } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAtRestart, type RegisterForDeletion } from '../../../../electron/engine/tools/at-restart.ts';
import { isThere } from '../../../../electron/engine/tools/own-folder.ts';
import { windowsTest } from '../../../support/platform-tests.ts';

let root: string;
let path: string;
beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'restart ü ')));
  path = join(root, 'tree');
  await mkdir(join(path, 'deep', 'deeper'), { recursive: true });
  for (const name of ['file', 'deep/file', 'deep/deeper/torch.dll']) await writeFile(join(path, name), '');
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** Stands in for Windows' list, and refuses what comes after so many names. */
const listDouble = (room = 100) => {
  const listed: string[] = [];
  const register: RegisterForDeletion = (one) => listed.length < room && listed.push(one) > 0;
  return { listed, atRestart: createAtRestart('win32', async () => register) };
};

test('what is in a folder is registered before the folder, and all of it stays until then', async () => {
  const { listed, atRestart } = listDouble();
  expect(await atRestart.remove({ root, path })).toBe(true);
  expect([...listed].sort()).toEqual(
    ['', '/deep', '/deep/deeper', '/deep/deeper/torch.dll', '/deep/file', '/file'].map((name) => join(path, name)),
  );
  for (const [at, one] of listed.entries())
    expect(
      listed.slice(at).some((later) => later.startsWith(join(one, 'x').slice(0, -1))),
      one,
    ).toBe(false);
  expect(await isThere(join(path, 'deep', 'deeper', 'torch.dll'))).toBe(true);
});

test('nothing is promised that is not to be had', async () => {
  expect(await listDouble(2).atRestart.remove({ root, path })).toBe(false);
  const [elsewhere, unloaded] = [listDouble(), listDouble()];
  const other = createAtRestart('linux', async () => (one) => elsewhere.listed.push(one) > 0);
  expect(await other.remove({ root, path })).toBe(false);
  const broken = createAtRestart('win32', async () => {
    throw new Error('blocked by a policy');
  });
  expect(await broken.remove({ root, path })).toBe(false);
  expect(await unloaded.atRestart.remove({ root, path: join(root, 'gone') })).toBe(false);
  expect([...elsewhere.listed, ...unloaded.listed]).toEqual([]);
});

test('nothing is registered outside the root, or where a link lies', async () => {
  const { listed, atRestart } = listDouble();
  await expect(atRestart.remove({ root: path, path: root })).rejects.toThrow('is outside');
  await symlink(tmpdir(), join(path, 'deep', 'way-out'), 'junction');
  expect(await atRestart.remove({ root, path })).toBe(false);
  expect(await atRestart.remove({ root, path: join(path, 'deep', 'way-out') })).toBe(false);
  expect(listed).toEqual([]);
});

windowsTest('Windows itself takes the names from an administrator', async () => {
  const taken = await createAtRestart().remove({ root, path });
  const key = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Session Manager';
  const query = ['query', key, '/v', 'PendingFileRenameOperations'];
  const listed = taken
    ? execFileSync(win32.join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'reg.exe'), query, {
        encoding: 'utf8',
      })
    : '';
  expect(listed.includes(join(path, 'deep', 'deeper', 'torch.dll'))).toBe(taken);
});
