import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { programPath } from '../../../../electron/engine/tools/program-path.ts';

describe('a program on Windows', () => {
  beforeEach(({ skip }) => {
    if (process.platform !== 'win32') skip('needs Windows');
  });

  let folder: string;
  let bin: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'programs '));
    bin = join(folder, 'bin');
    await mkdir(join(bin, 'folder.exe'), { recursive: true });
    for (const name of ['tool.exe', 'old.com', 'script.bat', 'dotted.name.exe']) await writeFile(join(bin, name), '');
    await writeFile(join(folder, 'planted.exe'), '');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const find = (file: string) => programPath(file, { Path: `"${bin}";.;` }, folder);

  test('is found on the path, with and without its ending', () => {
    expect(find('tool')).toBe(join(bin, 'tool.exe'));
    expect(find('tool.exe')).toBe(join(bin, 'tool.exe'));
    expect(find('old')).toBe(join(bin, 'old.com'));
    expect(find('dotted.name')).toBe(join(bin, 'dotted.name.exe'));
  });

  test('is found by its path', () => {
    expect(find(join(bin, 'tool'))).toBe(join(bin, 'tool.exe'));
    expect(find('bin\\tool.exe')).toBe(join(bin, 'tool.exe'));
  });

  test.each(['script', 'script.bat', 'folder', 'planted', 'absent'])('%s is none', (name) => {
    expect(find(name)).toBeNull();
  });
});

test('that does not exist is none, on every system', () => {
  expect(programPath('absent', { PATH: 'C:\\nowhere;D:\\nowhere' }, 'C:\\')).toBeNull();
});
