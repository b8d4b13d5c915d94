import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect } from 'vitest';
import { makeEnvironment, textsIn } from './support/environment.ts';
import { kinds } from './support/holder.ts';
import { fromWindows, toWindows } from './support/windows.ts';
import { wineTest } from './support/wine-test.ts';

/** removeTree with Windows' locks: what each kind of holder keeps, and that it goes once the holder lets go. */
describe.each(kinds)('deleting what is held by $name', (kind) => {
  wineTest.concurrent(
    'reports exactly what is left, and nothing is left after the holder has ended',
    async ({ windows, folder, hold }) => {
      const { root, package: held } = await makeEnvironment(folder);
      const holder = await hold(kind, held);
      const request = { root: toWindows(root), path: toWindows(path.join(root, 'Lib')) };

      const left = await windows.call('remove', request);
      expect(left.map(({ path, code }) => ({ path: fromWindows(path), code }))).toEqual([
        { path: path.join(held, kind.file ?? ''), code: kind.code },
      ]);
      expect(Object.keys(await textsIn(root))).toEqual([
        'pyvenv.cfg',
        ...(kind.file === null ? [] : [path.relative(root, path.join(held, kind.file))]),
      ]);
      expect(existsSync(held)).toBe(true);

      await holder.release();
      expect(await windows.call('remove', request)).toEqual([]);
      expect(existsSync(request.path)).toBe(false);
      expect(Object.keys(await textsIn(root))).toEqual(['pyvenv.cfg']);
    },
  );

  wineTest.concurrent('waits for a holder that lets go within half a second', async ({ windows, folder, hold }) => {
    const { root, package: held } = await makeEnvironment(folder);
    const holder = await hold(kind, held);
    const removal = windows.call('remove', { root: toWindows(root), path: toWindows(held) });
    // It is at work, and has met what is held or does so now.
    while (existsSync(path.join(held, 'z.py'))) await pause(5);
    await holder.release();
    expect(await removal).toEqual([]);
    expect(existsSync(held)).toBe(false);
  });
});
