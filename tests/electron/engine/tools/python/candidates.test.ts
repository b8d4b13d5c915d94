import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  findOnPath,
  parseLauncherList,
  pythonsOnPath,
} from '../../../../../electron/engine/tools/python/candidates.ts';
import { posixTest } from '../../../../support/platform-tests.ts';

const ext = process.platform === 'win32' ? '.exe' : '';
let folder: string;
const at = (...parts: string[]) => join(folder, ...parts.slice(0, -1), `${parts.at(-1)}${ext}`);

const program = async (path: string, content = '#!/bin/sh\n') => {
  await writeFile(path, content);
  await chmod(path, 0o755);
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'path ü '));
  for (const name of ['first', 'second', 'WindowsApps']) await mkdir(join(folder, name));
  for (const name of [
    'python',
    'python3',
    'python3.9',
    'python3.12',
    'python3.10',
    'python2',
    'python3.12-config',
    'ipython3',
  ])
    await program(at('first', name));
  await program(at('second', 'python3.11'));
  await program(at('second', 'python3'));
  await program(at('WindowsApps', 'python'), '');
  await mkdir(at('second', 'python3.13'));
  await writeFile(at('second', 'python3.8'), 'no program');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const pathOf = (...folders: string[]) => ({ Path: folders.join(delimiter) });

test('interpreters come folder by folder, in each the newest first, and a Store alias of no bytes is none', async () => {
  const env = pathOf(
    join(folder, 'WindowsApps'),
    join(folder, 'gone'),
    `"${join(folder, 'first')}"`,
    '',
    join(folder, 'second'),
    join(folder, 'first'),
  );
  const expected = ['python3.12', 'python3.10', 'python3.9', 'python3', 'python'].map((name) => at('first', name));
  const second = ['python3.11', ...(process.platform === 'win32' ? ['python3.8'] : []), 'python3'].map((name) =>
    at('second', name),
  );
  expect(await pythonsOnPath(env)).toEqual([...expected, ...second]);
});

test('a relative folder of PATH is passed over, because the working directory would decide', async () => {
  const before = process.cwd();
  try {
    process.chdir(join(folder, 'first'));
    expect(await pythonsOnPath(pathOf('.', '', '../second'))).toEqual([]);
    expect(await findOnPath('python3', pathOf('.', '../second'))).toBeNull();
  } finally {
    process.chdir(before);
  }
});

test('a name is looked up in every folder of PATH', async () => {
  const env = pathOf(join(folder, 'WindowsApps'), join(folder, 'second'), join(folder, 'first'));
  expect(await findOnPath('python3', env)).toBe(at('second', 'python3'));
  expect(await findOnPath('python', env)).toBe(at('first', 'python'));
  expect(await findOnPath('python3.14', env)).toBeNull();
  expect(await findOnPath('python3', {})).toBeNull();
});

posixTest('a link that leads nowhere is no candidate', async () => {
  const links = join(folder, 'links');
  await mkdir(links);
  await symlink(join(folder, 'gone'), join(links, 'python3'));
  expect(await pythonsOnPath(pathOf(links))).toEqual([]);
});

test('reads the lists of all generations of the launcher', () => {
  const list = [
    'Installed Pythons found by C:\\WINDOWS\\py.exe Launcher for Windows',
    ' -V:3.13 *        C:\\Users\\Jörg Test\\AppData\\Local\\Programs\\Python\\Python313\\python.exe',
    ' -V:3.12          C:\\Program Files\\Python312\\python.exe',
    ' -V:Astral/CPython3.11.9 C:\\Users\\x\\AppData\\Roaming\\uv\\python\\cpython-3.11.9-windows-x86_64-none\\python.exe',
    ' -3.10-64        D:\\Python310\\python.exe *',
    ' -2.7-32        C:\\Python27\\python.exe',
    '  *               C:\\venv\\Scripts\\python.exe',
    'No suitable Python runtime found',
    '',
  ].join('\r\n');
  expect(parseLauncherList(list)).toEqual([
    'C:\\Users\\Jörg Test\\AppData\\Local\\Programs\\Python\\Python313\\python.exe',
    'C:\\Program Files\\Python312\\python.exe',
    'C:\\Users\\x\\AppData\\Roaming\\uv\\python\\cpython-3.11.9-windows-x86_64-none\\python.exe',
    'D:\\Python310\\python.exe',
    'C:\\Python27\\python.exe',
  ]);
  expect(parseLauncherList('')).toEqual([]);
});
