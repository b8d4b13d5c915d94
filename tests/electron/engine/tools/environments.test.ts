import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Failing } from '../../../../electron/engine/failing.ts';
import type { EnvironmentMark } from '../../../../electron/engine/interfaces/environments.ts';
import { createEnvironments } from '../../../../electron/engine/tools/environments.ts';
import { posixTest } from '../../../support/platform-tests.ts';
import { testPython } from '../../../support/python.ts';
import { asOtherUser, noOtherUser } from './other-user.ts';

const environments = createEnvironments();
const onWindows = process.platform === 'win32';
const mark: EnvironmentMark = {
  manifest: 'llm',
  profile: 'full',
  run: 'run-1',
  at: 1_700_000_000_000,
};

let folder: string;
let root: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'environments ü '));
  root = join(folder, 'env');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const put = async (path: string, text = '') => {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
};

describe('look', () => {
  test('absent, empty, file', async () => {
    expect(await environments.look(root)).toEqual({ kind: 'absent' });
    await mkdir(root);
    expect(await environments.look(root)).toEqual({ kind: 'empty' });
    await writeFile(join(folder, 'file'), '');
    expect(await environments.look(join(folder, 'file'))).toEqual({ kind: 'file' });
  });

  test('a file above in the path is named', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    for (const path of [join(file, 'below'), join(file, 'below', 'deep')])
      await expect(environments.look(path)).rejects.toMatchObject({
        failure: { code: 'environment-is-a-file', path: file },
      });
  });

  posixTest('a link above in the path counts as what it leads to', async () => {
    await mkdir(root);
    await symlink(root, join(folder, 'link'));
    await symlink(join(folder, 'gone'), join(folder, 'dangling'));
    expect(await environments.look(join(folder, 'link', 'below'))).toEqual({ kind: 'absent' });
    await expect(environments.look(join(folder, 'dangling', 'below'))).rejects.toMatchObject({
      failure: { code: 'environment-is-a-file', path: join(folder, 'dangling') },
    });
  });

  posixTest('a path that is too long is said to be', async () => {
    for (const path of [join(folder, 'x'.repeat(300)), join(folder, ...Array<string>(500).fill('long folder'))])
      await expect(environments.look(path)).rejects.toMatchObject({ failure: { code: 'path-too-long', path } });
  });

  test('a folder with only our own, and what file managers leave, is empty', async () => {
    await environments.writeMark(root, mark);
    await put('.DS_Store');
    expect(await environments.look(root)).toEqual({ kind: 'empty' });
  });

  test('any other folder is foreign and named by what is in it', async () => {
    await put('thesis.docx');
    expect(await environments.look(root)).toEqual({ kind: 'foreign', found: 'thesis.docx' });
  });

  test('pyvenv.cfg makes an environment, and so does our marker', async () => {
    await put('pyvenv.cfg', 'home = /usr/bin\n');
    expect(await environments.look(root)).toEqual({ kind: 'environment' });
    await rm(join(root, 'pyvenv.cfg'));
    await put('lib/half-made');
    expect((await environments.look(root)).kind).toBe('foreign');
    await environments.writeMark(root, mark);
    expect(await environments.look(root)).toEqual({ kind: 'environment' });
  });

  posixTest(
    'a real environment that lost its pyvenv.cfg is still one, without its interpreter too',
    async (context) => {
      const python = testPython();
      if (python === null) return context.skip('this machine has no Python');
      execFileSync(python, ['-m', 'venv', '--without-pip', root]);
      await rm(join(root, 'pyvenv.cfg'));
      expect(await environments.look(root)).toEqual({ kind: 'environment' });
      // The interpreter that the environment was made from is gone: its links lead nowhere.
      await rm(join(root, 'bin', 'python3'));
      await symlink(join(folder, 'gone'), join(root, 'bin', 'python3'));
      expect(await environments.look(root)).toEqual({ kind: 'environment' });
    },
  );

  test('an environment of Windows is told by its shape', async () => {
    await put('Scripts/python.exe');
    await put('Scripts/Activate.ps1');
    await put('Lib/site-packages/numpy/__init__.py');
    expect(await environments.look(root)).toEqual({ kind: 'environment' });
  });

  test('a Python’s own prefix and the user’s ~/.local are none', async () => {
    await put('bin/python3.12');
    await put('lib/python3.12/site-packages/numpy/__init__.py');
    expect((await environments.look(root)).kind).toBe('foreign');
    await put('bin/activate');
    expect((await environments.look(root)).kind).toBe('environment');
    await put('lib/python3.12/os.py');
    expect((await environments.look(root)).kind).toBe('foreign');
  });

  posixTest('a link to a folder is that folder, one that leads nowhere is in the way', async () => {
    await put('pyvenv.cfg');
    await symlink(root, join(folder, 'link'));
    await symlink(join(folder, 'gone'), join(folder, 'dangling'));
    expect(await environments.look(join(folder, 'link'))).toEqual({ kind: 'environment' });
    expect(await environments.look(join(folder, 'dangling'))).toEqual({ kind: 'file' });
  });
});

describe('isWritable', () => {
  test('asks the folder or the nearest one above it', async () => {
    expect(await environments.isWritable(join(root, 'deep', 'deeper'))).toBe(true);
    await mkdir(root);
    expect(await environments.isWritable(root)).toBe(true);
  });

  test('a file is in the way, as itself or above', async () => {
    await writeFile(join(folder, 'file'), '');
    expect(await environments.isWritable(join(folder, 'file'))).toBe(false);
    expect(await environments.isWritable(join(folder, 'file', 'below'))).toBe(false);
  });

  posixTest('a link that leads nowhere is in the way', async () => {
    await symlink(join(folder, 'gone'), root);
    expect(await environments.isWritable(root)).toBe(false);
  });

  test('a folder of somebody else is not writable, nor one below it', async (context) => {
    const problem = noOtherUser();
    if (problem !== null) return context.skip(problem);
    await mkdir(root, { mode: 0o755 });
    await chmod(folder, 0o755);
    const answers = asOtherUser(
      'environments.ts',
      `({ createEnvironments }) => Promise.all(${JSON.stringify([root, join(root, 'below')])}.map(createEnvironments().isWritable))`,
    );
    expect(answers).toEqual([false, false]);
    await chmod(root, 0o777);
    const open = asOtherUser(
      'environments.ts',
      `({ createEnvironments }) => createEnvironments().isWritable(${JSON.stringify(root)})`,
    );
    expect(open).toBe(true);
  });

  test('a folder that may not be read is a failure, not a guess', async (context) => {
    const problem = noOtherUser();
    if (problem !== null) return context.skip(problem);
    await mkdir(root, { mode: 0o700 });
    await chmod(folder, 0o755);
    const code = asOtherUser(
      'environments.ts',
      `({ createEnvironments }) => createEnvironments().look(${JSON.stringify(root)}).catch((error) => error.failure)`,
    );
    expect(code).toEqual({ code: 'permission-denied', path: root });
  });
});

test('parts leave out our own folder and what the user keeps there, and are empty for what is absent', async () => {
  expect(await environments.parts(root)).toEqual([]);
  await put('pyvenv.cfg');
  await put('bin/python');
  await put('models/llama.gguf');
  await put('notes.txt');
  await environments.writeMark(root, mark);
  expect((await environments.parts(root)).sort()).toEqual([join(root, 'bin'), join(root, 'pyvenv.cfg')]);
});

test('parts name the programs first and pyvenv.cfg last', async () => {
  for (const path of ['.gitignore', 'lib/x', 'pyvenv.cfg', 'share/x', 'Scripts/x', 'bin/python']) await put(path);
  const parts = (await environments.parts(root)).map((path) => basename(path));
  expect(parts.slice(0, 2).sort()).toEqual(['Scripts', 'bin']);
  expect(parts.slice(2)).toEqual(['.gitignore', 'lib', 'share', 'pyvenv.cfg']);
});

test('the real root is the one without links, and the root itself where nothing is', async () => {
  expect(await environments.realRoot(root)).toBe(root);
  await mkdir(root);
  const real = await realpath(root);
  expect(await environments.realRoot(root)).toBe(real);
  if (onWindows) return;
  await symlink(root, join(folder, 'link'));
  expect(await environments.realRoot(join(folder, 'link'))).toBe(real);
});

test('the interpreter’s path by platform', () => {
  expect(createEnvironments('linux').pythonOf('/home/x/env')).toBe('/home/x/env/bin/python');
  expect(createEnvironments('win32').pythonOf('C:\\env')).toBe('C:\\env\\Scripts\\python.exe');
});

describe('the marker', () => {
  test('is read as it was written, over an older one, with nothing left beside it', async () => {
    expect(await environments.readMark(root)).toBeNull();
    await environments.writeMark(root, mark);
    await environments.writeMark(root, { ...mark, run: 'run-2' });
    expect(await environments.readMark(root)).toEqual({ ...mark, run: 'run-2' });
    expect(await readdir(environments.ownFolder(root))).toEqual(['environment.json']);
  });

  test.each(['', '{', '{"manifest":"llm"}', '[]', JSON.stringify({ ...mark, at: 'odd' })])(
    'damaged (%s) it is none',
    async (text) => {
      await environments.writeMark(root, mark);
      await writeFile(join(environments.ownFolder(root), 'environment.json'), text);
      expect(await environments.readMark(root)).toBeNull();
    },
  );

  posixTest('is never written or read through a link in our folder’s place', async () => {
    const canary = join(folder, 'canary');
    await mkdir(canary);
    await writeFile(join(canary, 'environment.json'), JSON.stringify(mark));
    await mkdir(root);
    await symlink(canary, environments.ownFolder(root));
    const written = await environments.writeMark(root, { ...mark, run: 'run-2' }).catch((error: unknown) => error);
    expect(written).toBeInstanceOf(Failing);
    expect(written).toMatchObject({ failure: { code: 'environment-not-ours', path: root, found: '.smart-installer' } });
    expect(await environments.readMark(root)).toBeNull();
    expect(await readFile(join(canary, 'environment.json'), 'utf8')).toBe(JSON.stringify(mark));
  });
});
