import { describe, expect, it } from 'vitest';
import type { Pin } from '../../../electron/engine/interfaces/wheels.ts';
import { movedAside, sizesOf, versionChanges, wantedPins } from '../../../electron/engine/sizes.ts';
import type { Plan, Step } from '../../../shared/plan.ts';
import { torchLayer } from '../../support/recorded-run.ts';

const pin = (name: string, bytes: number | null): Pin => ({
  name,
  version: '2.0',
  bytes,
  sha256: null,
  url: null,
  requires: [],
});
const install: Step = {
  kind: 'install-layer',
  id: 'install:torch',
  because: [],
  layer: torchLayer,
  replace: ['torch'],
  evict: false,
};
const plan = (...steps: Step[]): Plan => ({
  steps: [{ kind: 'download', id: 'download', because: [] }, ...steps],
  findings: [],
  accelerator: null,
  answers: [],
  rung: 'package',
  leftAlone: [],
});
const pins = new Map([['torch', [pin('torch', 900), pin('torchvision', 70)]]]);
const installed = {
  versions: new Map([
    ['torch', '1.0'],
    ['torchvision', '2.0'],
  ]),
  sizes: new Map([['torch', 4000]]),
};

describe('what a plan downloads and moves aside', () => {
  it('is what is still missing of the wheels that are installed, and what those replace', () => {
    const missing = new Map([
      ['torch', 300],
      ['torchvision', 70],
    ]);
    expect(sizesOf(plan(install), pins, { ...installed, missing })).toEqual([
      { step: 'install:torch', download: 300, aside: 4000, packages: [{ name: 'torch', version: '2.0', bytes: 900 }] },
    ]);
  });

  it('is no download where all of it is here, and unknown where no index tells the size of one', () => {
    const downloads = (missing: [string, number | null][]) =>
      sizesOf(plan(install), pins, { versions: new Map(), sizes: new Map(), missing: new Map(missing) })[0]?.download;
    expect(
      downloads([
        ['torch', 0],
        ['torchvision', 0],
      ]),
    ).toBe(0);
    expect(
      downloads([
        ['torch', 900],
        ['torchvision', null],
      ]),
    ).toBeNull();
  });

  it('is everything in a new environment, which has nothing to move aside', () => {
    const anew: Step = { kind: 'create-environment', id: 'create-environment', because: [], replace: true };
    const missing = new Map([
      ['torch', 900],
      ['torchvision', 70],
    ]);
    const [size] = sizesOf(plan(anew, install), pins, { ...installed, missing }).filter(
      ({ step }) => step === install.id,
    );
    expect(size).toMatchObject({ download: 970, aside: 0, packages: [{ name: 'torch' }, { name: 'torchvision' }] });
  });
});

describe('packages that are moved aside', () => {
  const anew: Step = { kind: 'create-environment', id: 'create-environment', because: [], replace: true };
  const remove: Step = { kind: 'remove-packages', id: 'remove', because: [], packages: ['torchao', 'gone'] };
  const versions = new Map([...installed.versions, ['torchao', '1.0']]);

  it('are those that are there and are replaced or removed', () => {
    expect([...movedAside(plan(remove, install), pins, versions)]).toEqual(['torchao', 'torch']);
    expect([...movedAside(plan(install), pins, new Map())]).toEqual([]);
  });

  it('are all where the environment is made anew', () => {
    expect([...movedAside(plan(anew, install), pins, versions)]).toEqual([...versions.keys()]);
  });
});

const pinned = (name: string, version: string): Pin => ({ ...pin(name, null), version });
const chosen = [pinned('numpy', '2.4.6'), pinned('requests', '2.32.3'), pinned('idna', '3.10')];
const present = new Map([
  ['numpy', '2.2.6'],
  ['requests', '2.32.3'],
]);

describe('a step that replaces packages', () => {
  it('installs those and what is absent, and no other version of what is there', () => {
    expect(wantedPins({ replace: ['requests'] }, chosen, present).map(({ name }) => name)).toEqual([
      'requests',
      'idna',
    ]);
  });

  it('installs all where it replaces the layer, and tells which versions change', () => {
    const wanted = wantedPins({ replace: 'layer' }, chosen, present);
    expect(versionChanges(wanted, present)).toEqual(['numpy 2.2.6 → 2.4.6']);
  });
});
