import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RunCommand } from '../../../../electron/engine/interfaces/command.ts';
import { createCommand } from '../../../../electron/engine/tools/command.ts';
import { syncData } from '../../../../electron/engine/tools/sync-data.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sync ü '));
  await mkdir(join(folder, 'lib', 'deep', 'empty'), { recursive: true });
  for (let at = 0; at < 40; at += 1) await writeFile(join(folder, 'lib', `${at}.py`), String(at));
  await symlink(join(folder, 'gone'), join(folder, 'lib', 'dangling'), 'junction');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const without: RunCommand = async () => ({
  exitCode: null,
  stdout: '',
  stderr: '',
  tail: [],
  timedOut: false,
  notStarted: true,
});

test.each([
  ['with the system’s program', createCommand()],
  ['without one', without],
])('writes files, folders and what is in them to the disk, %s', async (_, command) => {
  await syncData(command, folder, [join(folder, 'lib'), join(folder, 'lib', '1.py'), join(folder, 'lib', 'dangling')]);
});

test('says what keeps a file from being written', async () => {
  await expect(syncData(without, folder, [join(folder, 'none')])).rejects.toMatchObject({ code: 'ENOENT' });
});

test('starts nothing where there is nothing', async () => {
  const never: RunCommand = () => Promise.reject(new Error('started'));
  await syncData(never, folder, []);
});
