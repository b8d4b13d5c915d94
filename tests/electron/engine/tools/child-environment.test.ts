import { expect, test } from 'vitest';
import { childEnvironment } from '../../../../electron/engine/tools/child-environment.ts';

test('adds, replaces and removes', () => {
  const own = { KEEP: '1', CHANGE: 'old', PYTHONHOME: '/elsewhere' };
  expect(childEnvironment({ CHANGE: 'new', PYTHONHOME: undefined, ADD: '2' }, own, 'linux')).toEqual({
    KEEP: '1',
    CHANGE: 'new',
    ADD: '2',
  });
});

test('knows no case on Windows', () => {
  expect(
    childEnvironment({ PATH: 'C:\\mine', pythonhome: undefined }, { Path: 'C:\\theirs', PYTHONHOME: 'x' }, 'win32'),
  ).toEqual({ PATH: 'C:\\mine' });
});

test('knows case elsewhere', () => {
  expect(childEnvironment({ PATH: '/mine' }, { Path: '/theirs' }, 'linux')).toEqual({ Path: '/theirs', PATH: '/mine' });
});
