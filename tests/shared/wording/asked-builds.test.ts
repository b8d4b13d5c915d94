import { describe, expect, it } from 'vitest';
import { wordFailure, wordFinding } from '../../../shared/wording.ts';

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
