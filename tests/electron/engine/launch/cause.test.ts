import { describe, expect, it } from 'vitest';
import type { InstalledPackage } from '../../../../electron/engine/interfaces/packages.ts';
import { matchCause } from '../../../../electron/engine/launch/cause.ts';
import { packageOf } from '../../../../electron/engine/launch/package-of.ts';
import type { LaunchCauseKind } from '../../../../shared/launch-cause.ts';
import { endings } from './endings.ts';

const installed = (name: string, ...modules: string[]): InstalledPackage => ({
  name,
  version: '1.0',
  distInfo: `/env/${name}.dist-info`,
  requires: [],
  local: false,
  modules,
});
const packages = [
  installed('numpy', 'numpy'),
  installed('torch', 'torch', 'functorch'),
  installed('torchvision', 'torchvision'),
  installed('transformers', 'transformers'),
  installed('huggingface-hub', 'huggingface_hub'),
  installed('pandas', 'pandas'),
];

describe('the cause of an end', () => {
  it.each(endings)('$name', ({ lines, exitCode = 1, signal = null, how = 'ended', ...expected }) => {
    const end = { exitCode: signal === null ? exitCode : null, signal, how, lines: lines.split('\n') };
    const { kind, subject, evidence } = matchCause(end);
    const required = new Set(['sentencepiece', 'huggingface-hub']);
    const name = packageOf({ kind, subject }, { packages, required, lines: end.lines });
    expect({ kind, subject, package: name, evidence }).toEqual({
      kind: expected.kind,
      subject: expected.subject ?? null,
      package: expected.package ?? null,
      evidence: expected.evidence ?? null,
    });
    if (evidence !== null) expect(lines).toContain(evidence);
  });

  it('is told by no more of a long line than a sentence can hold', () => {
    const line = `ValueError: ${'x'.repeat(5000)}`;
    const { evidence } = matchCause({
      exitCode: 1,
      signal: null,
      how: 'ended',
      lines: ['Traceback (most recent call last):', line],
    });
    expect(evidence).toBe(`${line.slice(0, 300)}…`);
  });

  it('is found in time in lines that are long and almost fit', () => {
    const began = performance.now();
    for (const line of ["'".repeat(8192), '[Errno 98] '.repeat(700), 'x:'.repeat(4000), "('".repeat(4000)])
      matchCause({ exitCode: 1, signal: null, how: 'ended', lines: Array.from({ length: 100 }, () => line) });
    expect(performance.now() - began).toBeLessThan(2000);
  });

  it('covers every kind but those that the run itself tells', () => {
    const told = new Set<LaunchCauseKind>(endings.map(({ kind }) => kind));
    expect([...told].length).toBeGreaterThanOrEqual(33);
  });
});
