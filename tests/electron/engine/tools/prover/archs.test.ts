import { expect, test } from 'vitest';
import { capabilitiesOf, hasCodeFor } from '../../../../../electron/engine/tools/prover/archs.ts';

// As torch.cuda.get_arch_list() gives them (pytorch#144071, pytorch#158301, pytorch#182250).
const cu124 = ['sm_50', 'sm_60', 'sm_70', 'sm_75', 'sm_80', 'sm_86', 'sm_90'];
const cu128 = ['sm_75', 'sm_80', 'sm_86', 'sm_90', 'sm_100', 'sm_120', 'compute_120'];

test.each<[string, readonly string[], [number, number], boolean]>([
  ['RTX 4070', cu124, [8, 9], true],
  ['GTX 1060', cu124, [6, 1], true],
  ['RTX 5090', cu124, [12, 0], false],
  ['K80', cu124, [3, 7], false],
  ['RTX 5090', cu128, [12, 0], true],
  ['GB10', cu128, [12, 1], true],
  ['a card of the future, for which the driver translates', cu128, [13, 0], true],
  ['V100', cu128, [7, 0], false],
  ['Thor, older than what can be translated', cu128, [11, 0], false],
  ['code for one card only', ['sm_90a'], [9, 0], true],
  ['a list of ROCm’s', ['gfx1100', 'gfx90a'], [11, 0], true],
  ['no list', [], [8, 6], true],
])('%s with %j at %j: %s', (_, archs, capability, expected) => expect(hasCodeFor(archs, capability)).toBe(expected));

test('capabilities for people', () => {
  expect(capabilitiesOf(cu128)).toEqual(['7.5', '8.0', '8.6', '9.0', '10.0', '12.0']);
});
