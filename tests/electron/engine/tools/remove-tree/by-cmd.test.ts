import { chmod, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isThere } from '../../../../../electron/engine/tools/own-folder.ts';
import {
  canBeWorkedIn,
  cmdLine,
  mayLeadOut,
  removeByCmd,
} from '../../../../../electron/engine/tools/remove-tree/by-cmd.ts';
import { windowsTest } from '../../../../support/platform-tests.ts';

const signal = new AbortController().signal;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cmd ü '));
  await mkdir(join(folder, 'tree', 'deep'), { recursive: true });
  await writeFile(join(folder, 'tree', 'deep', 'file'), '');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a tree leads out by a link at any depth, and where it cannot be told', async () => {
  expect(await mayLeadOut(join(folder, 'tree'))).toBe(false);
  expect(await mayLeadOut(join(folder, 'tree', 'deep', 'file'))).toBe(true);
  expect(await mayLeadOut(join(folder, 'gone'))).toBe(true);
  await symlink(folder, join(folder, 'link'), 'junction');
  expect(await mayLeadOut(join(folder, 'link'))).toBe(true);
  await symlink(folder, join(folder, 'tree', 'deep', 'way-out'), 'junction');
  expect(await mayLeadOut(join(folder, 'tree'))).toBe(true);
});

test.each([
  ['C:\\env\\.smart-installer\\trash', true],
  ['z:\\env', true],
  // There cmd would work in Windows' own folder.
  ['\\\\server\\share\\env', false],
  ['\\\\?\\C:\\env', false],
  ['C:env', false],
  ['C:\\%PATH%', false],
  [`C:\\${'x'.repeat(300)}`, false],
])('%s can be the working directory of cmd: %s', (path, can) => {
  expect(canBeWorkedIn(path)).toBe(can);
});

test('the line for cmd is the same whatever the path', () => {
  expect(cmdLine.join(' ')).toBe('/D /E:ON /V:OFF /S /C "rmdir /S /Q "%SMART_INSTALLER_REMOVE%""');
});

windowsTest('a folder is emptied whatever its name means to cmd, and nothing beside it is', async () => {
  for (const name of ['a & b', 'c ^ d', '!PATH!', "it's (x)", 'ü 包', 'a;b,c=d']) {
    await mkdir(join(folder, name, 'inside'), { recursive: true });
    await removeByCmd(join(folder, name), signal);
    expect(await readdir(join(folder, name)), name).toEqual([]);
  }
  expect(await isThere(join(folder, 'tree', 'deep', 'file'))).toBe(true);
  await chmod(join(folder, 'tree', 'deep', 'file'), 0o444);
  await removeByCmd(join(folder, 'tree'), AbortSignal.abort());
  expect(await isThere(join(folder, 'tree', 'deep', 'file'))).toBe(true);
  await removeByCmd(join(folder, 'tree'), signal);
  expect(await readdir(join(folder, 'tree'))).toEqual([]);
});

windowsTest('a folder with a junction in it is left alone, and one whose name cmd might read', async () => {
  await mkdir(join(folder, '%PATH%'));
  await removeByCmd(join(folder, '%PATH%'), signal);
  expect(await isThere(join(folder, '%PATH%'))).toBe(true);
  await symlink(folder, join(folder, 'tree', 'way-out'), 'junction');
  await removeByCmd(join(folder, 'tree'), signal);
  expect(await isThere(join(folder, 'tree', 'deep', 'file'))).toBe(true);
});
