import { expect, test } from 'vitest';
import { hasNoIndex, mendable } from '../../../electron/engine/beside-stack.ts';
import type { Finding } from '../../../shared/finding.ts';

const damaged = (name: string): Finding => ({ code: 'record-missing', package: name, path: '/env' });
const surroundings = {
  homes: new Map([['numpy', 'core']]),
  packages: [
    { name: 'numpy', version: '2.2.6', local: true },
    { name: 'six', version: '1.17', local: false },
    { name: 'edit1', version: '0.1', local: true },
    { name: 'legacy', version: 'dev_abc', local: false },
  ],
};

test('no index is asked for what came from elsewhere beside the stack, or has no version', () => {
  const asked = ['numpy', 'six', 'edit1', 'legacy'].filter((name) => !hasNoIndex(damaged(name), surroundings));
  expect(asked).toEqual(['numpy', 'six']);
});

test('what a repair had to leave asks for none, in that version only and never of the stack', () => {
  const asked = (leftAlone: string[]): Finding[] =>
    mendable(['numpy', 'six', 'edit1'].map(damaged), surroundings, {
      manifest: '',
      profile: '',
      run: '',
      at: 0,
      leftAlone,
    });
  expect(asked(['six==1.17', 'numpy==2.2.6'])).toEqual([damaged('numpy')]);
  expect(asked(['six==1.16'])).toEqual([damaged('numpy'), damaged('six')]);
});
