import { describe, expect, it } from 'vitest';
import { leadingRows, othersKept, packageRows } from '../../../renderer/from-run/packages.ts';
import type { Finding } from '../../../shared/finding.ts';
import { fold } from '../../support/recorded-run.ts';
import { eventsOf } from '../../support/recorded-runs.ts';

const run = fold(eventsOf('needs-repair'));
const rowsWith = (...findings: Finding[]) => packageRows({ ...run, findings, proofs: [] });

describe('packageRows', () => {
  it('says of each package its version and how it is', () => {
    const rows = packageRows(run);
    expect(rows).toHaveLength(13);
    expect(rows.find(({ name }) => name === 'torch')).toEqual({
      name: 'torch',
      version: '2.5.1',
      state: 'wrong',
      note: 'CPU build, CUDA 12.4 is needed',
    });
    expect(rows.find(({ name }) => name === 'torchao')).toMatchObject({ version: '0.7.0', state: 'wrong' });
    expect(rows.find(({ name }) => name === 'sympy')).toEqual({
      name: 'sympy',
      version: '1.13.1',
      state: 'whole',
      note: null,
    });
  });

  it('does not take a package for wrong because of what lies beside it', () => {
    expect(packageRows(run).find(({ name }) => name === 'numpy')).toMatchObject({ state: 'whole' });
  });

  it('finds a module’s package, and a requirement’s', () => {
    expect(
      rowsWith({
        code: 'import-broken',
        layer: 'llm',
        module: 'huggingface_hub.file',
        package: null,
        error: 'x',
        detail: [],
      }),
    ).toMatchObject([{ name: 'huggingface-hub', version: '0.36.0', state: 'wrong', note: 'does not work' }]);
    expect(rowsWith({ code: 'requirement-missing', layer: 'llm', requirement: 'Einops>=0.8,<1' })).toEqual([
      { name: 'einops', version: null, state: 'wrong', note: 'missing' },
    ]);
  });

  it('knows what does not import even where no finding says so', () => {
    const proofs = [
      { layer: 'core', kind: 'import' as const, subject: 'numpy', version: null, ok: false, detail: 'no' },
    ];
    expect(packageRows({ ...run, findings: [], proofs })).toMatchObject([
      { name: 'numpy', state: 'wrong', note: null },
    ]);
  });

  it('shows first what is wrong, then what people know by name', () => {
    expect(leadingRows(packageRows(run)).map(({ name }) => name)).toEqual([
      'torch',
      'torchao',
      'numpy',
      'transformers',
    ]);
  });

  it('shows some packages even where nobody knows one by name', () => {
    const rows = ['a', 'b', 'c', 'd'].map((name) => ({ name, version: '1', state: 'whole' as const, note: null }));
    expect(leadingRows(rows).map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  });

  it('counts the packages that a plan does not name', () => {
    const planned = fold(eventsOf('plan-to-repair'));
    if (planned.plan === null) throw new Error('no plan');
    // 15 installed, less torch, torchvision, torchaudio and torchao
    expect(Object.keys(planned.packages)).toHaveLength(15);
    expect(othersKept(planned, planned.plan)).toBe(11);
  });
});
