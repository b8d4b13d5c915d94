import { describe, expect, it } from 'vitest';
import { chooseLayers } from '../../../electron/engine/choose-layers.ts';
import { makePlan } from '../../../electron/engine/plan.ts';
import type { PlanInput } from '../../../electron/engine/plan-input.ts';
import type { Finding } from '../../../shared/finding.ts';
import { manifestSchema } from '../../../shared/manifest.ts';
import stack from '../../../shared/manifests/llm.json' with { type: 'json' };
import { phaseOf, planSchema, type Rung } from '../../../shared/plan.ts';
import { findingKey } from '../../../shared/severity.ts';
import { machine } from '../../support/machines.ts';

const choice = chooseLayers(manifestSchema.parse(stack).layers, machine(), 'auto');
const homes = new Map([
  ['numpy', 'core'],
  ['sympy', 'core'],
  ['mpmath', 'core'],
  ['torch', 'torch'],
  ['tokenizers', 'llm'],
]);
const packages = [{ name: 'somebody', version: '1.2.3', local: false }];
const plan = (findings: Finding[], more: Partial<PlanInput> = {}) =>
  makePlan({
    findings,
    choice,
    remove: ['torchao'],
    homes,
    packages,
    rebuild: false,
    tried: new Map(),
    unavailable: new Set(),
    python: { wanted: '>=3.10', found: true },
    ...more,
  });
const ids = (...args: Parameters<typeof plan>) => plan(...args).steps.map(({ id }) => id);
const install = (findings: Finding[], more: Partial<PlanInput> = {}) =>
  plan(findings, more).steps.flatMap((step) =>
    step.kind === 'install-layer' ? [{ layer: step.layer.layer, replace: step.replace, evict: step.evict }] : [],
  );

const absent: Finding = { code: 'environment-absent', path: '/env' };
const torchao: Finding = { code: 'unwanted-package', package: 'torchao', version: '0.7.0' };
const files = [{ path: 'lib/numpy/__init__.py', expected: 'present', found: 'missing' }];
const numpy: Finding = { code: 'files-missing', package: 'numpy', version: '2.1.0', files, count: 1 };
const mpmath: Finding = { ...numpy, package: 'mpmath' };
const leftover: Finding = { code: 'leftover', path: '/env/lib/~umpy', package: 'numpy', only: false };
const dangling: Finding = { code: 'interpreter-dangling', path: '/env/bin/python', target: '/gone' };
const foreign: Finding = { ...numpy, package: 'somebody', version: '1.2.3' };

describe('makePlan', () => {
  it('plans nothing where nothing is wrong, and nothing for what is only a notice', () => {
    expect(plan([])).toMatchObject({ steps: [], rung: null, leftAlone: [] });
    const low: Finding = { code: 'disk-low', path: '/env', freeBytes: 1, wantedBytes: 2 };
    expect(plan([low])).toMatchObject({ steps: [], rung: null, leftAlone: [] });
  });

  it('makes a new environment layer after layer, and proves it', () => {
    const made = plan([absent]);
    expect(made.steps.map(({ id }) => id)).toEqual([
      'resolve',
      'download',
      'create-environment',
      'install:core',
      'install:torch',
      'install:llm',
      'prove',
    ]);
    expect(made).toMatchObject({ rung: 'environment', answers: ['environment'] });
  });

  it('keeps the order of the original when it mends: clean-up, removal, layers, proof', () => {
    const missing: Finding = { code: 'requirement-missing', layer: 'llm', requirement: 'transformers' };
    expect(ids([numpy, torchao, missing, leftover])).toEqual([
      'resolve',
      'download',
      'clean-up',
      'remove-packages',
      'install:core',
      'install:llm',
      'prove',
    ]);
  });

  it('fetches nothing where files only have to go', () => {
    expect(ids([torchao])).toEqual(['remove-packages', 'prove']);
    expect(ids([leftover])).toEqual(['clean-up', 'prove']);
    expect(ids([dangling])).toEqual(['renew-interpreter', 'prove']);
    expect(ids([{ code: 'unfinished-run', run: 'r1', at: 1 }, numpy])).toEqual(['undo-run']);
  });

  it('downloads right after it has resolved and before anything is changed, whatever is installed', () => {
    const plans = [plan([absent]), plan([numpy, torchao, leftover]), plan([foreign]), plan([], { rebuild: true })];
    for (const { steps } of plans) {
      const phases = steps.map(phaseOf);
      expect(steps[phases.lastIndexOf('fetch')]).toEqual({ kind: 'download', id: 'download', because: [] });
      expect(steps[phases.lastIndexOf('fetch') - 1]?.kind).toBe('resolve');
      expect(phases.indexOf('change')).toBe(phases.lastIndexOf('fetch') + 1);
      expect(steps.filter(({ kind }) => kind === 'download')).toHaveLength(1);
    }
  });

  it('says for each step which findings it answers, and for each finding the rung', () => {
    const made = plan([leftover, numpy, torchao]);
    const reasons = Object.fromEntries(made.steps.map(({ id, because }) => [id, because]));
    expect(reasons).toEqual({
      resolve: [],
      download: [],
      'clean-up': [0],
      'remove-packages': [2],
      'install:core': [1],
      prove: [],
    });
    expect(made).toMatchObject({ answers: ['leftovers', 'package', 'package'], rung: 'package' });
  });

  it('replaces one package, also one that a layer only needs', () => {
    expect(install([numpy])).toEqual([{ layer: 'core', replace: ['numpy'], evict: false }]);
    expect(install([mpmath])).toEqual([{ layer: 'core', replace: ['mpmath'], evict: false }]);
  });

  it('brings a damaged package that no layer needs back at its version', () => {
    const steps = plan([foreign]).steps;
    expect(steps.map(({ id }) => id)).toEqual(['resolve', 'download', 'install:other-packages', 'prove']);
    expect(steps.find(({ kind }) => kind === 'install-layer')).toMatchObject({
      layer: { packages: [{ name: 'somebody', requirement: 'somebody==1.2.3' }] },
      replace: ['somebody'],
    });
  });

  it('asks no index for a package beside the stack that came from none, and says so', () => {
    const local = [{ name: 'somebody', version: '1.2.3', local: true }];
    expect(plan([foreign], { packages: local })).toMatchObject({ steps: [], leftAlone: [0], unpublished: [0] });
    const nameless = [{ name: 'somebody', version: 'dev_abc', local: false }];
    expect(plan([foreign], { packages: nameless })).toMatchObject({ steps: [], leftAlone: [0], unpublished: [0] });
  });

  it('renews the interpreter and keeps the packages, or makes all anew where no Python fits them', () => {
    expect(ids([dangling])).toEqual(['renew-interpreter', 'prove']);
    expect(ids([dangling], { unavailable: new Set<Rung>(['interpreter']) })).toContain('create-environment');
  });

  it('undoes an interrupted run before anything else is planned', () => {
    expect(ids([{ code: 'unfinished-run', run: 'r1', at: 1 }, numpy, absent])).toEqual(['undo-run']);
  });

  it('installs Python where this machine has none in the range', () => {
    const first = plan([absent], { python: { wanted: '>=3.10', found: false } }).steps[0];
    expect(first).toMatchObject({ kind: 'install-python', wanted: '>=3.10' });
  });

  it('makes the environment anew on request, healthy or not', () => {
    expect(plan([], { rebuild: true })).toMatchObject({ rung: 'environment' });
    expect(plan([numpy], { rebuild: true }).steps).toContainEqual(
      expect.objectContaining({ kind: 'create-environment', replace: true }),
    );
  });

  it('is data that survives JSON', () => {
    const made = plan([numpy, torchao, leftover, dangling, foreign]);
    expect(planSchema.parse(JSON.parse(JSON.stringify(made)))).toEqual(made);
  });
});

describe('the ladder', () => {
  const planAfter = (finding: Finding, ...failed: Rung[]) =>
    plan([finding], { tried: new Map([[findingKey(finding), failed]]) });

  it('says whether less has failed before', () => {
    expect(planAfter(numpy)).toMatchObject({ rung: 'package', climbed: false });
    expect(planAfter(numpy, 'package')).toMatchObject({ rung: 'layer', climbed: true });
  });

  it('takes the next rung after each that failed, and at last leaves the finding alone', () => {
    const ladder: (Rung | null)[] = [];
    const failed: Rung[] = [];
    for (;;) {
      const { rung, leftAlone } = planAfter(numpy, ...failed);
      ladder.push(rung);
      if (rung === null) {
        expect(leftAlone).toEqual([0]);
        break;
      }
      failed.push(rung);
    }
    expect(ladder).toEqual(['package', 'layer', 'cache', 'environment', 'python', null]);
  });

  it('throws the cache’s copy away only on its rung', () => {
    const step = (...failed: Rung[]) => install([numpy], { tried: new Map([[findingKey(numpy), failed]]) });
    expect(step('package')).toEqual([{ layer: 'core', replace: 'layer', evict: false }]);
    expect(step('package', 'layer')).toEqual([{ layer: 'core', replace: 'layer', evict: true }]);
  });

  it('raises the finding that failed and no other', () => {
    const made = plan([leftover, numpy, { ...numpy, package: 'torch' }], {
      tried: new Map([[findingKey(numpy), ['package']]]),
    });
    expect(made.answers).toEqual(['leftovers', 'layer', 'package']);
  });

  it('passes over rungs that cannot be stood on', () => {
    const made = plan([numpy], {
      tried: new Map([[findingKey(numpy), ['package', 'layer']]]),
      unavailable: new Set<Rung>(['cache']),
    });
    expect(made.rung).toBe('environment');
  });

  it('makes no new environment for a package that is not in the stack', () => {
    expect(planAfter(foreign, 'package').rung).toBe('cache');
    expect(planAfter(foreign, 'package', 'cache')).toMatchObject({ rung: null, leftAlone: [0], steps: [] });
  });
});
