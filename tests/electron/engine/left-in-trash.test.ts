import { expect, test } from 'vitest';
import { wordLeft } from '../../../electron/engine/left-in-trash.ts';

test('what is left says what becomes of it', () => {
  const path = 'C:\\env\\.smart-installer\\trash\\run-1\\1\\torch_cpu.dll';
  expect(wordLeft({ path, code: 'EPERM' })).toBe(`Tidying up: ${path} stays (EPERM)`);
  expect(wordLeft({ path, code: 'EPERM', atRestart: true })).toBe(
    `Tidying up: ${path} stays (EPERM) and is deleted when the computer restarts`,
  );
  expect(wordLeft({ path, code: 'unexplained' })).toContain('stays, for its journal');
});
