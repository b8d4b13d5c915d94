import { expect, test } from 'vitest';
import { importCause } from '../../../../electron/engine/diagnose/import-cause.ts';

const situation = { layer: 'core', packages: [], realRoot: '/env' };
const report = (error: string) => ({ module: 'torch', ok: false, version: null, file: null, error, detail: [] });

test('a DLL that Windows names is told', () => {
  const error = String.raw`OSError: [WinError 126] The module was not found. Error loading "C:\env\torch\lib\c10.dll" or one of its dependencies.`;
  expect(importCause(report(error), situation)).toMatchObject({ code: 'library-missing', library: 'c10.dll' });
});

test.each(['[WinError 126] ', '_multiarray_umath', '[WinError 126] "x'])(
  'a text of nothing but %s takes no time',
  (text) => {
    const began = performance.now();
    importCause(report(text.repeat(Math.ceil(1_000_000 / text.length))), situation);
    expect(performance.now() - began).toBeLessThan(3000);
  },
);
