import { describe, expect, it } from 'vitest';
import { failedOn, stackOf, triedRungs } from '../../../electron/engine/attempts.ts';
import type { Finding } from '../../../shared/finding.ts';
import type { Plan, Rung } from '../../../shared/plan.ts';

const numpy: Finding = { code: 'package-gone', package: 'numpy', version: '2.1.0', path: '/env/numpy.dist-info' };
const torch: Finding = { code: 'package-gone', package: 'torch', version: '2.5.1', path: '/env/torch.dist-info' };
const leftover: Finding = { code: 'leftover', path: '/env/~umpy', package: 'numpy', only: false };
const homes = new Map([
  ['numpy', 'core'],
  ['torch', 'torch'],
]);
const plan = (findings: Finding[], answers: (Rung | null)[], rung: Rung): Plan => ({
  steps: [],
  findings,
  accelerator: null,
  answers,
  rung,
  leftAlone: [],
});

describe('failedOn', () => {
  const both = plan([leftover, numpy, torch], ['leftovers', 'package', 'package'], 'package');

  it('blames the findings that are still there', () => {
    expect(failedOn(both, { code: 'not-healed', findings: [torch], fresh: false }, homes)).toEqual([
      { finding: 'package-gone:torch', rung: 'package' },
    ]);
  });

  it('blames the findings of the layer whose proof failed', () => {
    const failure = { code: 'proof-failed' as const, layer: 'core', module: 'numpy', detail: [], fresh: false };
    expect(failedOn(both, failure, homes).map(({ finding }) => finding)).toEqual([
      'leftover:/env/~umpy',
      'package-gone:numpy',
    ]);
  });

  it('blames those that were answered on the highest rung where nothing else tells', () => {
    const failure = { code: 'proof-failed' as const, layer: 'llm', module: 'transformers', detail: [], fresh: false };
    expect(failedOn(both, failure, homes).map(({ finding }) => finding)).toEqual([
      'package-gone:numpy',
      'package-gone:torch',
    ]);
  });
});

describe('triedRungs', () => {
  it('collects the rungs of one stack by finding', () => {
    const attempts = [
      { finding: 'a', rung: 'package' as const, stack: 's' },
      { finding: 'a', rung: 'layer' as const, stack: 's' },
      { finding: 'a', rung: 'environment' as const, stack: 'another' },
    ];
    expect([...triedRungs(attempts, 's')]).toEqual([['a', ['package', 'layer']]]);
  });
});

describe('stackOf', () => {
  const layer = {
    layer: 'core',
    title: 'Core',
    accelerator: null,
    packages: [],
    sources: [{ index: null, requirements: ['a'] }],
  };
  it('differs as soon as something else is wanted', () => {
    const one = stackOf({ layers: [layer] });
    expect(stackOf({ layers: [{ ...layer }] })).toBe(one);
    expect(stackOf({ layers: [{ ...layer, accelerator: 'cpu' }] })).not.toBe(one);
  });
});
