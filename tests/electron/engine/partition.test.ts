import { describe, expect, it } from 'vitest';
import type { Pin } from '../../../electron/engine/interfaces/wheels.ts';
import { asAnswered, partition } from '../../../electron/engine/partition.ts';

const pin = (name: string, ...requires: string[]): Pin => ({
  name,
  version: '1',
  bytes: null,
  sha256: null,
  url: null,
  requires,
});
const layer = (id: string, ...names: string[]) => ({
  layer: id,
  title: id,
  accelerator: null,
  packages: names.map((name) => ({ name, requirement: name })),
  sources: [{ index: null, requirements: names }],
});
const names = (layers: Parameters<typeof partition>[0], pins: Pin[]) =>
  Object.fromEntries([...partition(layers, pins)].map(([id, part]) => [id, part.map(({ name }) => name)]));

describe('partition', () => {
  it('gives each package to the first layer that needs it, with all that it needs', () => {
    const pins = [
      pin('numpy'),
      pin('sympy', 'mpmath'),
      pin('mpmath'),
      pin('torch', 'sympy', 'jinja2'),
      pin('jinja2', 'markupsafe'),
      pin('markupsafe'),
    ];
    expect(names([layer('core', 'numpy', 'sympy'), layer('torch', 'torch')], pins)).toEqual({
      core: ['numpy', 'sympy', 'mpmath'],
      torch: ['torch', 'jinja2', 'markupsafe'],
    });
  });

  it('ends on packages that need each other', () => {
    expect(names([layer('core', 'a')], [pin('a', 'b'), pin('b', 'a')])).toEqual({ core: ['a', 'b'] });
  });

  it('loses nothing where the resolver does not tell who needs what', () => {
    expect(names([layer('core', 'a'), layer('llm', 'b')], [pin('a'), pin('b'), pin('c')])).toEqual({
      core: ['a'],
      llm: ['b', 'c'],
    });
  });
});

describe('asAnswered', () => {
  it('gives a package to the step that names it, whichever layer needs it', () => {
    const step = {
      kind: 'install-layer' as const,
      id: 'x',
      because: [0],
      layer: layer('other-packages', 'certifi'),
      evict: false,
    };
    const parts = new Map([
      ['core', [pin('requests', 'certifi'), pin('certifi')]],
      ['other-packages', []],
    ]);
    const answered = asAnswered({ steps: [{ ...step, replace: ['certifi'] }] }, parts);
    expect([...answered].map(([id, pins]) => [id, pins.map(({ name }) => name)])).toEqual([
      ['core', ['requests']],
      ['other-packages', ['certifi']],
    ]);
    expect(asAnswered({ steps: [{ ...step, replace: 'layer' }] }, parts)).toEqual(parts);
  });
});
