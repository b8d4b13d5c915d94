import { expect, test } from 'vitest';
import { ladderOf } from '../../../electron/engine/ladder.ts';
import type { AcceleratorTrouble } from '../../../shared/accelerator-trouble.ts';

const failed = (subject: string, trouble?: AcceleratorTrouble) =>
  ladderOf({ code: 'check-failed', layer: 'torch', subject, detail: 'It failed', ...(trouble && { trouble }) });

test.each(['unknown', 'wrong-result', 'no-kernels'] as const)(
  'a calculation on a card that fails (%s) is worth one installation of its layer',
  (trouble) => {
    expect(failed('cu124', trouble)).toEqual(['layer']);
    expect(failed('cpu', trouble)).toEqual(['layer', 'environment']);
  },
);

test('what packages alone can cause is worth more', () => {
  expect(failed('cu124', 'cpu-build')).toEqual(['layer', 'environment']);
  expect(failed('transformers')).toEqual(['layer', 'environment']);
});

test('what lies outside of the environment is worth none', () => {
  const finding = { code: 'accelerator-unproven', layer: 'torch', accelerator: 'cu124', detail: 'It failed' } as const;
  expect(ladderOf({ ...finding, trouble: 'restart-needed' })).toEqual([]);
});
