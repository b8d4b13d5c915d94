import { describe, expect, it } from 'vitest';
import { proofDetails } from '../../../shared/wording/proofs.ts';
import { wordFailure, wordFinding } from '../../../shared/wording.ts';

describe('a calculation that failed', () => {
  const proofFailed = { code: 'proof-failed' as const, layer: 'torch', detail: ['It failed'], fresh: true };
  const card =
    'Update the driver of the GPU and restart the computer, then repair again. Or do without the GPU: run repair with --accelerator cpu.';

  it.each(['unknown', 'wrong-result', 'no-kernels'] as const)('with what the card may cause: %s', (trouble) => {
    expect(wordFailure({ ...proofFailed, module: 'cu124', trouble }).next).toBe(card);
    const finding = { code: 'check-failed', layer: 'torch', subject: 'cu124', detail: 'It failed', trouble } as const;
    expect(wordFailure({ code: 'not-healed', findings: [finding], fresh: true }).next).toBe(card);
  });

  it('on the CPU is the packages’ fault', () => {
    expect(wordFailure({ ...proofFailed, module: 'cpu', trouble: 'unknown' }).next).toContain(
      'A new environment fails',
    );
  });

  it('names its device as a person does', () => {
    expect(proofDetails.right(['cpu'], '2.5.1')).toContain('A calculation on the CPU with');
    expect(proofDetails.right(['mps'], '2.5.1')).toContain('A calculation on the Apple GPU with');
    expect(proofDetails.failed('xpu', 'why')).toBe('A calculation with PyTorch for the Intel GPU failed: why');
    expect(proofDetails.failed('cu124', 'why')).toBe('A calculation with PyTorch for CUDA 12.4 failed: why');
    expect(proofDetails.silent(null)).toBe('Python crashed');
  });
});

describe('another build than the one that was asked for', () => {
  const wrong = { code: 'wrong-build', layer: 'torch', package: 'torch', build: 'cu124', wanted: 'cu118' } as const;

  it('is said to be that', () => {
    expect(wordFinding({ ...wrong, asked: true })).toBe(
      'torch is a CUDA 12.4 build, and you asked for the one for CUDA 11.8.',
    );
  });

  it('where an index has no other one for the CPU, that is not advised', () => {
    const failure = { code: 'build-not-served', version: '2.5.1', build: 'cu124', accelerator: 'cpu' } as const;
    expect(wordFailure(failure).next).toBe(
      'Let this computer reach the index that the manifest names, then run again.',
    );
  });
});
