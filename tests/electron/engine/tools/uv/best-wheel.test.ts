import { expect, test } from 'vitest';
import { bestWheel } from '../../../../../electron/engine/tools/uv/best-wheel.ts';

// What uv 0.13.9 wrote into locks for one interpreter on one system.
const charset = (tag: string) =>
  ['cp311-cp311', 'cp37-abi3'].map((abi) => `charset_normalizer-3.5.3-${abi}-${tag}.whl`);
const regex = (tag: string) => `regex-2026.11.19-cp311-cp311-${tag}.whl`;

test.each<[string, string[], string]>([
  ['the only one', ['torch-2.5.1-cp311-cp311-manylinux1_x86_64.whl'], 'torch-2.5.1-cp311-cp311-manylinux1_x86_64.whl'],
  ['a source archive', ['odd-1.0.tar.gz'], 'odd-1.0.tar.gz'],
  [
    'the first of two for Linux',
    [
      regex('manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64'),
      regex('manylinux2014_x86_64.manylinux_2_17_x86_64'),
    ],
    regex('manylinux2014_x86_64.manylinux_2_17_x86_64.manylinux_2_28_x86_64'),
  ],
  [
    'native code before none',
    ['charset_normalizer-3.5.3-py3-none-any.whl', ...charset('manylinux2014_aarch64.manylinux_2_17_aarch64')],
    'charset_normalizer-3.5.3-cp311-cp311-manylinux2014_aarch64.manylinux_2_17_aarch64.whl',
  ],
  [
    'on Windows',
    [...charset('win_amd64'), 'charset_normalizer-3.5.3-py3-none-any.whl'],
    'charset_normalizer-3.5.3-cp311-cp311-win_amd64.whl',
  ],
  [
    'on a Mac, that of its own processor',
    [regex('macosx_10_9_universal2'), regex('macosx_11_0_arm64')],
    regex('macosx_11_0_arm64'),
  ],
  [
    'on a Mac, that for both processors before none',
    [...charset('macosx_10_9_universal2'), 'charset_normalizer-3.5.3-py3-none-any.whl'],
    'charset_normalizer-3.5.3-cp311-cp311-macosx_10_9_universal2.whl',
  ],
  [
    'on musl',
    [...charset('musllinux_1_2_x86_64'), 'charset_normalizer-3.5.3-py3-none-any.whl'],
    'charset_normalizer-3.5.3-cp311-cp311-musllinux_1_2_x86_64.whl',
  ],
])('%s', (_, names, expected) => {
  const at = bestWheel(names);
  expect(at === null ? null : names[at]).toBe(expected);
});

test.each<[string, string[]]>([
  ['two systems', [regex('win_amd64'), regex('manylinux2014_x86_64')]],
  ['two libraries of C', [regex('musllinux_1_2_x86_64'), regex('manylinux2014_x86_64')]],
  ['two processors', [regex('manylinux2014_aarch64'), regex('manylinux2014_x86_64')]],
  ['two Pythons', [regex('win_amd64'), 'regex-2026.11.19-cp312-cp312-win_amd64.whl']],
  ['what is no wheel', [regex('win_amd64'), 'regex-2026.11.19.tar.gz']],
  ['nothing', []],
])('of %s none can be told', (_, names) => expect(bestWheel(names)).toBeNull());
