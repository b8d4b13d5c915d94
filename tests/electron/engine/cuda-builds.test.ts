import { describe, expect, test } from 'vitest';
import { cudaBuild, hasKernels, isDriverAtLeast } from '../../../electron/engine/cuda-builds.ts';

const oldest = '2.5.1';

/** Tag, torch, least driver on Linux and on Windows, lowest and highest capability with machine code. */
const rows: [string, string, string, string, number, number][] = [
  ['cu118', oldest, '450.80.02', '452.39', 3.7, 9.0],
  ['cu120', oldest, '525.60.13', '528.33', 5.0, 9.0],
  ['cu121', oldest, '525.60.13', '528.33', 5.0, 9.0],
  ['cu124', oldest, '525.60.13', '528.33', 5.0, 9.0],
  ['cu126', '2.7.1', '525.60.13', '528.33', 5.0, 9.0],
  ['cu128', '2.7.1', '525.60.13', '528.33', 7.5, 12.0],
  ['cu128', '2.8.0', '525.60.13', '528.33', 7.0, 12.0],
  ['cu129', '2.8.0', '525.60.13', '528.33', 7.0, 12.0],
  ['cu128', '2.10.0', '525.60.13', '528.33', 7.0, 12.0],
  ['cu128', '2.11.0', '525.60.13', '528.33', 7.5, 12.0],
  ['cu129', '2.11.0', '525.60.13', '528.33', 7.5, 12.0],
  ['cu130', '2.9.1', '580.65.06', '580.88', 7.5, 12.0],
  ['cu132', '2.11.0', '580.65.06', '580.88', 7.5, 12.0],
];

test.each(rows)('%s of torch %s: driver %s or %s, capability %d to %d', (id, torch, linux, win32, from, to) => {
  const build = cudaBuild(id, torch);
  expect(build?.driver).toEqual({ linux, win32 });
  const kernels = build?.kernels ?? [];
  expect([Math.min(...kernels), Math.max(...kernels)]).toEqual([from, to]);
  expect(hasKernels(kernels, from)).toBe(true);
  expect(hasKernels(kernels, to)).toBe(true);
  expect(hasKernels(kernels, from - 0.1)).toBe(false);
  expect(hasKernels(kernels, to + 1)).toBe(false);
});

test.each(['cpu', 'mps', 'rocm6.2', 'xpu', 'cu999'])('%s is no CUDA build that is known', (id) => {
  expect(cudaBuild(id, oldest)).toBeNull();
});

describe('machine code', () => {
  const kernels = cudaBuild('cu128', '2.8.0')?.kernels ?? [];
  test.each([
    [8.9, 'an RTX 40 runs what was made for 8.6'],
    [8.7, 'a Jetson Orin runs what was made for 8.6'],
    [7.2, 'a Jetson Xavier runs what was made for 7.0'],
    [10.3, 'a B300 runs what was made for 10.0'],
    [12.1, 'a GB10 runs what was made for 12.0'],
  ])('capability %d: %s', (capability) => expect(hasKernels(kernels, capability)).toBe(true));
  test.each([6.1, 9.9 + 1, 11.0, 13.0])('capability %d: none, for another major one has other code', (capability) =>
    expect(hasKernels([7.0, 7.5, 8.0, 9.0, 12.0], capability)).toBe(false),
  );
  test('that of 3.7 is none for an older 3.5', () => expect(hasKernels([3.7, 5.0], 3.5)).toBe(false));
});

test.each([
  ['525.60.13', '525.60.13', true],
  ['525.60.12', '525.60.13', false],
  ['525.147.05', '525.60.13', true],
  ['560.94', '528.33', true],
  ['528.33', '528.33', true],
  ['528.2', '528.33', false],
  ['450.80', '450.80.02', false],
  ['1000.1', '580.65.06', true],
])('driver %s is at least %s: %s', (a, b, expected) => expect(isDriverAtLeast(a, b)).toBe(expected));
