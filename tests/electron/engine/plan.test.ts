import { describe, expect, it } from 'vitest';
import { chooseLayers } from '../../../electron/engine/choose-layers.ts';
import { makePlan } from '../../../electron/engine/plan.ts';
import type { Finding } from '../../../shared/finding.ts';
import { manifestSchema } from '../../../shared/manifest.ts';
import stack from '../../../shared/manifests/llm.json' with { type: 'json' };
import { planSchema } from '../../../shared/plan.ts';
import { machine } from '../../support/machines.ts';

const choice = chooseLayers(manifestSchema.parse(stack).layers, machine(), 'auto');
const plan = (findings: Finding[], more: { rebuild?: boolean; missingPython?: string | null } = {}) =>
  makePlan({ findings, choice, remove: ['torchao'], rebuild: false, missingPython: null, ...more });
const ids = (...args: Parameters<typeof plan>) => plan(...args).steps.map(({ id }) => id);

const absent: Finding = { code: 'environment-absent', path: '/env' };
const torchao: Finding = { code: 'unwanted-package', package: 'torchao', version: '0.7.0' };
const brokenNumpy: Finding = {
  code: 'import-broken',
  layer: 'core',
  module: 'numpy',
  error: 'ImportError: torn',
  detail: [],
};

describe('makePlan', () => {
  it('plans nothing where nothing is wrong', () => {
    expect(plan([]).steps).toEqual([]);
  });

  it('makes a new environment layer after layer, and proves it', () => {
    expect(ids([absent])).toEqual([
      'resolve',
      'create-environment',
      'install:core',
      'install:torch',
      'install:llm',
      'prove',
    ]);
  });

  it('keeps the order of the original when it mends: clean-up, removal, NumPy, layers, proof', () => {
    expect(
      ids([brokenNumpy, torchao, { code: 'requirement-missing', layer: 'llm', requirement: 'transformers' }]),
    ).toEqual(['resolve', 'clean-up', 'remove-packages', 'check-numpy', 'install:core', 'install:llm', 'prove']);
  });

  it('fetches nothing where files only have to go', () => {
    expect(ids([torchao])).toEqual(['clean-up', 'remove-packages', 'check-numpy', 'prove']);
  });

  it('cleans the package whose module is broken, and all of a layer where no package bears its name', () => {
    const cleaned = (finding: Finding) =>
      plan([finding]).steps.flatMap((step) => (step.kind === 'clean-up' ? step.packages : []));
    expect(cleaned(brokenNumpy)).toEqual(['numpy']);
    expect(cleaned({ ...brokenNumpy, module: 'mpmath' })).toEqual(['numpy', 'sympy', 'fsspec']);
  });

  it('replaces the CPU build of torch only', () => {
    const steps = plan([
      { code: 'wrong-build', layer: 'torch', package: 'torch', build: 'cpu', wanted: 'cu124' },
    ]).steps;
    expect(steps.find(({ kind }) => kind === 'clean-up')).toMatchObject({ packages: ['torch'] });
  });

  it('moves aside what is there before it makes the environment anew', () => {
    const [create] = plan([brokenNumpy], { rebuild: true }).steps.filter(({ kind }) => kind === 'create-environment');
    expect(create).toMatchObject({ replace: true });
    expect(plan([absent]).steps).toContainEqual({
      kind: 'create-environment',
      id: 'create-environment',
      replace: false,
    });
  });

  it('installs a Python only where one is missing and needed', () => {
    expect(ids([absent], { missingPython: '>=3.10' })[0]).toBe('install-python');
    expect(ids([torchao], { missingPython: '>=3.10' })).not.toContain('install-python');
  });

  it('is data that survives a journal', () => {
    const made = plan([brokenNumpy, torchao]);
    expect(planSchema.parse(JSON.parse(JSON.stringify(made)))).toEqual(made);
  });
});
