import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { TestContext } from 'vitest';
import type { Backend } from '../../../../../electron/engine/interfaces/backends.ts';
import type { StoredWheel } from '../../../../../electron/engine/interfaces/wheels.ts';
import { createCommand } from '../../../../../electron/engine/tools/command.ts';
import { environmentPython } from '../../../../../electron/engine/tools/environment-python.ts';
import { createPipBackend } from '../../../../../electron/engine/tools/pip.ts';
import { createUvBackend } from '../../../../../electron/engine/tools/uv.ts';
import { testPython, testUv } from '../../../../support/python.ts';
import type { Wheel } from '../../../../support/wheel.ts';

export const command = createCommand();
export const { signal } = new AbortController();
export const python = testPython();
const found = await testUv();

/** The same contract kept by both; `create` makes one with that cache. */
export const both = [
  {
    name: 'uv',
    create: (cacheFolder: string): Backend => createUvBackend({ command, uv: found.uv?.path ?? 'uv', cacheFolder }),
  },
  { name: 'pip', create: (cacheFolder: string): Backend => createPipBackend({ command, cacheFolder }) },
] as const;

/** Says what this machine lacks for these tests. */
export const skipWithoutTools = (context: TestContext): void => {
  if (found.uv === null) context.skip(`no uv: ${found.problem}`);
  if (python === null) context.skip('no Python');
};

/** Puts wheels where the wheelhouse has them: `below`/sha256/filename. */
export const store = (below: string, wheels: readonly Wheel[]): Promise<StoredWheel[]> =>
  Promise.all(
    wheels.map(async ({ name, version, filename, bytes, sha256 }) => {
      const path = join(below, sha256, filename);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, bytes);
      return { name, version, path, sha256, bytes: bytes.length };
    }),
  );

/** A new, empty folder in `below`, with a blank and an umlaut in its name. */
export const emptyFolder = async (below: string, name: string): Promise<string> => {
  await mkdir(below, { recursive: true });
  return mkdtemp(join(below, `${name} ü `));
};

/** What the trash does by renames: the staged files come to the same places in the environment. */
export const place = async (staging: string, root: string): Promise<void> => {
  await cp(staging, root, { recursive: true });
  await rm(staging, { recursive: true });
};

/** Files and links of packages that an install left in its staging folder. */
export const stagedFiles = async ({ staging }: { staging: string }): Promise<string[]> =>
  (await readdir(staging, { recursive: true, withFileTypes: true }))
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name));

/** What the environment's Python prints; leaves no bytecode. */
export const ask = async (root: string, code: string): Promise<string> =>
  (await command(environmentPython(root), ['-I', '-B', '-X', 'utf8', '-c', code], { signal })).stdout.trim();

/** site-packages below an environment or a staging folder for it. */
export const sitePackages = async (root: string, below = root): Promise<string> =>
  join(
    below,
    await ask(root, 'import os, sys, sysconfig; print(os.path.relpath(sysconfig.get_path("purelib"), sys.prefix))'),
  );
