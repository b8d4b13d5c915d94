import { describe, expect, it } from 'vitest';
import { versionChanges, wantedPins } from '../../../electron/engine/sizes.ts';
import type { Pin } from '../../../electron/engine/tools.ts';

const pin = (name: string, version: string): Pin => ({
  name,
  version,
  bytes: null,
  sha256: null,
  url: null,
  requires: [],
});
const pins = [pin('numpy', '2.4.6'), pin('requests', '2.32.3'), pin('idna', '3.10')];
const installed = new Map([
  ['numpy', '2.2.6'],
  ['requests', '2.32.3'],
]);

describe('a step that replaces packages', () => {
  it('installs those and what is absent, and no other version of what is there', () => {
    expect(wantedPins({ replace: ['requests'] }, pins, installed).map(({ name }) => name)).toEqual([
      'requests',
      'idna',
    ]);
  });

  it('installs all where it replaces the layer, and tells which versions change', () => {
    const wanted = wantedPins({ replace: 'layer' }, pins, installed);
    expect(versionChanges(wanted, installed)).toEqual(['numpy 2.2.6 → 2.4.6']);
  });
});
