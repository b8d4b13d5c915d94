import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { isThere, ownFolderOf } from '../../../../../electron/engine/tools/own-folder.ts';
import { createTrash } from '../../../../../electron/engine/tools/trash.ts';

export const trash = createTrash();
export const { signal } = new AbortController();
export const run = 'run-1';
export const site = 'lib/python3.11/site-packages';

/** Files that look like an environment, made anew for each test, and a folder beside them that no run may touch. */
export const wholeEnvironment = () => {
  let folder = '';
  const root = () => join(folder, 'env');
  const outside = () => join(folder, 'outside');
  const at = (path: string) => join(root(), path);
  const put = async (path: string, text = path) => {
    await mkdir(dirname(at(path)), { recursive: true });
    await writeFile(at(path), text);
  };
  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'trash ü ')));
    await mkdir(outside());
    await writeFile(join(outside(), 'canary'), 'alive', { mode: 0o640 });
    for (const path of ['pyvenv.cfg', 'bin/python', `${site}/numpy/__init__.py`, `${site}/six.py`]) await put(path);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  return {
    root,
    outside,
    at,
    put,
    folder: () => folder,
    isIn: (path: string) => isThere(at(path)),
    trashFolder: () => join(ownFolderOf(root()), 'trash'),
    runFolder: () => join(ownFolderOf(root()), 'trash', run),
    begin: () => trash.begin({ root: root(), run, at: 1 }),
    moveAside: (...paths: string[]) => trash.moveAside({ root: root(), paths: paths.map(at), run, signal }),
    /** A staging folder with these files; what is `old` and in the way goes aside, and they take their places. */
    install: async (files: Record<string, string>, old: readonly string[] = []) => {
      const staging = await trash.stagingFolder(root(), run);
      for (const [path, text] of Object.entries(files)) {
        await mkdir(dirname(join(staging, path)), { recursive: true });
        await writeFile(join(staging, path), text);
      }
      const paths = await trash.inTheWay({ root: root(), staging, old: old.map(at) });
      await trash.moveAside({ root: root(), paths, run, signal });
      await trash.place({ root: root(), staging, run, signal });
    },
    putBack: async () => {
      const done = await trash.putBack(root(), run);
      return { done, left: await trash.empty(root(), signal) };
    },
  };
};
