import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect } from 'vitest';
import { isThere, ownFolderOf } from '../../electron/engine/tools/own-folder.ts';
import { kindOf } from './support/holder.ts';
import { toWindows } from './support/windows.ts';
import { findWine } from './support/wine.ts';
import { wineTest } from './support/wine-test.ts';

/**
 * Paths beyond the 260 characters of old, names without ASCII, and the attribute that forbids writing.
 * Only what lies below the named folder is so long: this Wine cannot follow the links of a longer way
 * (GetFinalPathNameByHandle), which Windows can.
 */
const deepFolder = async (folder: string): Promise<string> => {
  const name = `Übergrößen 漢字 🦊 ${'and many more words '.repeat(9)}!`;
  const deep = path.join(folder, name, name);
  await mkdir(deep, { recursive: true });
  expect(toWindows(deep).length).toBeGreaterThan(400);
  return deep;
};

const prefix = (): string => {
  const found = findWine();
  if ('missing' in found) throw new Error(found.missing);
  return found.wine.prefix;
};

describe('a path of more than 400 characters', () => {
  wineTest('is deleted, and what is held there is named by it', async ({ windows, folder, hold }) => {
    const deep = await deepFolder(path.join(folder, 'env'));
    await writeFile(path.join(deep, '__init__.py'), '');
    const holder = await hold(kindOf('share=7'), deep);
    const request = { root: toWindows(folder), path: toWindows(path.join(folder, 'env')) };
    // Wine's rmdir empties its working directory where it is told a longer path: it must be no other folder.
    expect(await windows.call('remove', request)).toEqual([
      { path: toWindows(path.join(deep, 'held.bin')), code: 'EBUSY' },
    ]);
    expect(await readdir(deep)).toEqual(['held.bin']);
    expect(await isThere(path.join(prefix(), 'drive_c/windows/system32/kernel32.dll'))).toBe(true);
    await holder.release();
    expect(await windows.call('remove', request)).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
  });

  wineTest('is mended while a library in it is loaded', async ({ windows, folder, hold }) => {
    const root = path.join(folder, 'env');
    const deep = await deepFolder(root);
    const old = path.join(deep, '__init__.py');
    await writeFile(old, 'old');
    const holder = await hold(kindOf('library'), deep);
    const placed = { [toWindows(path.relative(root, old)).slice(2)]: 'new' };
    const request = { root: toWindows(root), paths: [path.dirname(deep)].map(toWindows), placed };
    expect(await windows.call('mend', { ...request, held: toWindows(path.join(deep, 'held.pyd')) })).toEqual({
      failure: null,
      putBack: null,
    });
    expect(await readdir(deep)).toEqual(['__init__.py']);
    await holder.release();
    expect(await windows.call('empty', { root: toWindows(root) })).toEqual([]);
    expect(await isThere(ownFolderOf(root))).toBe(false);
  });
});

describe('the read-only attribute', () => {
  wineTest('keeps no file and no folder from being deleted', async ({ windows, folder }) => {
    const tree = path.join(folder, 'tree');
    await mkdir(path.join(tree, 'closed'), { recursive: true });
    await writeFile(path.join(tree, 'closed', 'file'), '');
    // This is how Wine keeps the attribute.
    await chmod(path.join(tree, 'closed', 'file'), 0o444);
    await chmod(path.join(tree, 'closed'), 0o555);
    expect(await windows.call('remove', { root: toWindows(folder), path: toWindows(tree) })).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
  });
});
