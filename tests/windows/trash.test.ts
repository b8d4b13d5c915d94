import path from 'node:path';
import { describe, expect } from 'vitest';
import { isThere, ownFolderOf } from '../../electron/engine/tools/own-folder.ts';
import { contentOf } from '../electron/engine/tools/trash/content.ts';
import { makeEnvironment, mended, replacement, type SmallEnvironment, textsIn } from './support/environment.ts';
import { type Kind, kindOf, kinds } from './support/holder.ts';
import { fromWindows, toWindows, type Windows } from './support/windows.ts';
import { wineTest } from './support/wine-test.ts';

/**
 * A package is replaced in an environment that somebody is using, with Windows' locks. That Windows
 * renames no folder above what is held is a double's doing (folder-rename-double.ts), so the package
 * moves file by file; everything else Wine does for real.
 */
const heldIn = (environment: SmallEnvironment, { file }: Kind): string => path.join(environment.package, file ?? '');

/** What the trash says is left, by this system's names. */
const empty = async (windows: Windows, { root }: SmallEnvironment) =>
  (await windows.call('empty', { root: toWindows(root) })).map(({ path, code }) => ({ path: fromWindows(path), code }));

/** A working directory keeps its own name; what is in the folder can be replaced as well. */
const mendable = kinds.filter(({ renames, file }) => renames || file === null);

describe.each(mendable)('an environment that is held by $name', (kind) => {
  wineTest.concurrent(
    'is mended meanwhile, and the next start after it has emptied the trash',
    async ({ windows, folder, hold }) => {
      const environment = await makeEnvironment(folder);
      const { root } = environment;
      const holder = await hold(kind, environment.package);
      const held = heldIn(environment, kind);

      expect(await windows.call('mend', replacement(environment, held))).toEqual({ failure: null, putBack: null });
      expect(await textsIn(root)).toEqual(mended);

      const left = await empty(windows, environment);
      if (kind.file === null) expect(left).toEqual([]);
      else {
        expect(left).toEqual([
          { path: expect.stringMatching(/\.smart-installer\/trash\/run-1\/\d+\//), code: kind.code },
        ]);
        expect(path.basename(left[0]?.path ?? '')).toBe(kind.file);
        expect(await isThere(left[0]?.path ?? '')).toBe(true);
      }
      expect(await textsIn(root)).toEqual(mended);

      await holder.release();
      expect(await empty(windows, environment)).toEqual([]);
      expect(await isThere(ownFolderOf(root))).toBe(false);
      expect(await textsIn(root)).toEqual(mended);
    },
  );
});

describe.each([kindOf('share=7'), kindOf('library'), kindOf('folder')])('a killed run, held by $name', (kind) => {
  wineTest.concurrent('is put back meanwhile by the next start', async ({ windows, folder, hold }) => {
    const environment = await makeEnvironment(folder);
    const { root } = environment;
    await hold(kind, environment.package);
    const before = await contentOf(root);
    const held = heldIn(environment, kind);

    await windows.call('begin', replacement(environment, held));
    expect(await textsIn(root)).toEqual(mended);
    expect(await windows.call('putBack', { root: toWindows(root), held: null })).toEqual({
      failure: null,
      putBack: 'restored',
    });
    expect(await contentOf(root)).toEqual(before);
  });
});

const unmovable = kinds.filter(({ renames, file }) => !renames && file !== null);

describe.each(unmovable)('an environment that is held by $name', (kind) => {
  wineTest.concurrent(
    'names the very file, is as it was before, and is mended after it',
    async ({ windows, folder, hold }) => {
      const environment = await makeEnvironment(folder);
      const { root } = environment;
      const holder = await hold(kind, environment.package);
      const before = await contentOf(root);
      const held = heldIn(environment, kind);

      expect(await windows.call('mend', replacement(environment, held))).toEqual({
        failure: { code: 'file-locked', path: toWindows(held) },
        putBack: 'restored',
      });
      expect(await contentOf(root)).toEqual(before);

      await holder.release();
      expect(await empty(windows, environment)).toEqual([]);
      expect(await isThere(ownFolderOf(root))).toBe(false);
      expect(await windows.call('mend', replacement(environment, null))).toEqual({ failure: null, putBack: null });
      expect(await textsIn(root)).toEqual(mended);
    },
  );
});

/** Such as a proof that hangs, or a virus scanner that looks at new files. */
describe.each([kindOf('share=3'), kindOf('share=7'), kindOf('library'), kindOf('folder')])(
  'new files that are held by $name',
  (kind) => {
    wineTest.concurrent('are taken away when the run is put back', async ({ windows, folder, hold }) => {
      const environment = await makeEnvironment(folder);
      const { root } = environment;
      const before = await contentOf(root);
      await windows.call('begin', replacement(environment, null));
      const holder = await hold(kind, environment.package);
      const held = heldIn(environment, kind);
      const putBack = { root: toWindows(root), held: toWindows(held) };

      const restored = { failure: null, putBack: 'restored' };
      const answer = await windows.call('putBack', putBack);
      if (kind.renames) expect(answer).toEqual(restored);
      else {
        expect(answer).toEqual({ failure: { code: 'file-locked', path: toWindows(held) }, putBack: null });
        await holder.release();
        expect(await windows.call('putBack', { ...putBack, held: null })).toEqual(restored);
      }
      expect(await contentOf(root)).toEqual(before);
    });
  },
);
