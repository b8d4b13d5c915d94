import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { installedFilesList, installedFilesText } from '../../../build/package/installed-files.mjs';

test('NSIS reads each file once, and each folder after those in it', () => {
  expect(installedFilesText(['b.dll', 'a/b/c/d.txt', 'a/$x ü.txt', 'e/f.txt'])).toBe(
    [
      '\ufeff!macro eachInstalledFile DO',
      '  !insertmacro $' + '{DO} "a\\$$x ü.txt"',
      '  !insertmacro $' + '{DO} "a\\b\\c\\d.txt"',
      '  !insertmacro $' + '{DO} "b.dll"',
      '  !insertmacro $' + '{DO} "e\\f.txt"',
      '!macroend',
      '!macro eachInstalledFolder DO',
      '  !insertmacro $' + '{DO} "a\\b\\c"',
      '  !insertmacro $' + '{DO} "a\\b"',
      '  !insertmacro $' + '{DO} "a"',
      '  !insertmacro $' + '{DO} "e"',
      '!macroend',
      '',
    ].join('\n'),
  );
});

test('a Setup for two processors has the files of both, and what is added later', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'installed '));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const file of ['x64/app.exe', 'x64/resources/x64.node', 'arm64/app.exe', 'arm64/resources/arm64.node']) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), '');
  }
  const listed = path.join(folder, 'list.nsh');
  const list = installedFilesList(listed);
  await list(path.join(folder, 'x64'));
  await list(path.join(folder, 'arm64'));
  const files = [...(await readFile(listed, 'utf8')).matchAll(/"(.*)"/g)].map(([, file]) => file);
  expect(files).toEqual([
    'app.exe',
    'resources\\app-update.yml',
    'resources\\arm64.node',
    'resources\\elevate.exe',
    'resources\\x64.node',
    'resources',
  ]);
});
