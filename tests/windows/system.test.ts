import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect } from 'vitest';
import { isThere } from '../../electron/engine/tools/own-folder.ts';
import { kindOf } from './support/holder.ts';
import { toWindows } from './support/windows.ts';
import { wineTest } from './support/wine-test.ts';

/** What Windows itself says and does, and what the product makes of it. */
const cmd = 'C:\\windows\\system32\\cmd.exe';

describe('the truth is what is on the disk', () => {
  wineTest(
    'rmdir says that it was done and leaves the file; removeTree says what is left',
    async ({ windows, folder, hold }) => {
      const tree = path.join(folder, 'tree');
      await mkdir(tree);
      const holder = await hold(kindOf('library'), tree);
      expect(
        await windows.call('system', { file: cmd, args: ['/d', '/c', 'rmdir', '/S', '/Q', toWindows(tree)] }),
      ).toBe(0);
      expect(await readdir(tree)).toEqual(['held.pyd']);
      const request = { root: toWindows(folder), path: toWindows(tree) };
      expect(await windows.call('remove', request)).toEqual([
        { path: toWindows(path.join(tree, 'held.pyd')), code: 'EPERM' },
      ]);
      await holder.release();
      expect(await windows.call('remove', request)).toEqual([]);
    },
  );

  wineTest('a file that is open for deletion is there until it is closed', async ({ windows, folder, hold }) => {
    const holder = await hold(kindOf('share=7'), folder);
    const file = path.join(folder, 'held.bin');
    const request = { root: toWindows(folder), path: toWindows(file) };
    expect(await windows.call('remove', request)).toEqual([{ path: toWindows(file), code: 'EBUSY' }]);
    expect(await isThere(file)).toBe(true);
    await holder.release();
    expect(await isThere(file)).toBe(false);
    expect(await windows.call('remove', request)).toEqual([]);
  });

  wineTest(
    'this Wine still renames a folder above a loaded library, which is why a double refuses it',
    async ({ windows, folder, hold }) => {
      await mkdir(path.join(folder, 'from'));
      await hold(kindOf('library'), path.join(folder, 'from'));
      const [from, to] = [toWindows(path.join(folder, 'from')), toWindows(path.join(folder, 'to'))];
      expect(await windows.call('rename', { from, to })).toBe(null);
    },
  );
});

describe('a file of the product’s own that somebody reads', () => {
  wineTest(
    'is written once the reader closes it within half a second, and named otherwise',
    async ({ windows, folder, hold }) => {
      const holder = await hold(kindOf('share=3'), folder);
      const file = path.join(folder, 'held.bin');
      const request = { path: toWindows(file), text: 'new' };
      expect(await windows.call('write', request)).toEqual({ code: 'file-locked', path: toWindows(file) });
      expect(await readFile(file, 'utf8')).toBe('held');
      expect(await readdir(folder)).toEqual(['held.bin']);
      const writing = windows.call('write', request);
      // Its new text stands beside the file: it is about to meet the reader.
      while ((await readdir(folder)).length < 2) await pause(5);
      await pause(150);
      await holder.release();
      expect(await writing).toBe(null);
      expect(await readFile(file, 'utf8')).toBe('new');
    },
  );
});
