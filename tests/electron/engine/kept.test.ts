import { describe, expect, it } from 'vitest';
import type { InstalledPackage } from '../../../electron/engine/interfaces/packages.ts';
import { kept, looser } from '../../../electron/engine/kept.ts';
import type { Failure } from '../../../shared/failure.ts';
import type { Finding } from '../../../shared/finding.ts';
import type { Plan } from '../../../shared/plan.ts';

const installed = (name: string, version: string): InstalledPackage => ({
  name,
  version,
  distInfo: '',
  requires: [],
  local: false,
  modules: [],
});
const plan: Plan = { steps: [], findings: [], accelerator: null, answers: [], rung: null, leftAlone: [] };
const packages = [installed('numpy', '2.2.6'), installed('scipy', '1.11.4'), installed('legacy', 'dev_abc')];
const homes = new Map([['numpy', 'core']]);
const conflict = (needed: boolean): Finding => ({
  code: 'dependency-conflict',
  package: 'numpy',
  version: '2.2.6',
  requirement: 'numpy<1.28',
  by: 'scipy',
  needed,
});

describe('what is kept', () => {
  it('is all that is installed, also where a notice is about it, but no version that is none', () => {
    expect(kept({ findings: [conflict(false)], packages, homes }, plan)).toEqual([
      { name: 'numpy', version: '2.2.6', layer: 'core' },
      { name: 'scipy', version: '1.11.4', layer: null },
    ]);
  });

  it('is not what a repair is asked to change', () => {
    expect(kept({ findings: [conflict(true)], packages, homes }, plan)).toEqual([]);
  });
});

describe('a resolution that failed', () => {
  const six = { name: 'six', version: '2.0.dev0', layer: 'llm' };
  const numpy = { name: 'numpy', version: '2.2.6', layer: 'core' };
  const scipy = { name: 'scipy', version: '1.11.4', layer: null };
  const conflicting: Failure = { code: 'requirements-conflict', detail: [] };

  it('gives up the one version that no index has, and nothing else', () => {
    const absent: Failure = { code: 'package-not-found', requirement: 'six==2.0.dev0', detail: [] };
    expect(looser([six, numpy, scipy], absent, new Set(['core']))).toEqual([numpy, scipy]);
  });

  it('gives up what is beside the stack, then the layers that are mended, then the rest, and then ends', () => {
    const concerned = new Set(['core']);
    const first = looser([six, numpy, scipy], conflicting, concerned);
    const second = looser(first ?? [], conflicting, concerned);
    const third = looser(second ?? [], conflicting, concerned);
    expect([first, second, third, looser(third ?? [], conflicting, concerned)]).toEqual([
      [six, numpy],
      [six],
      [],
      null,
    ]);
  });
});
