import { describe, expect, it } from 'vitest';
import {
  changedBy,
  evidenceOf,
  notProvenBy,
  outcomeSentence,
  provenBy,
  undoneBy,
} from '../../../renderer/from-run/outcome-view.ts';
import { fold, unreachable } from '../../support/recorded-run.ts';
import { eventsOf } from '../../support/recorded-runs.ts';

const repaired = fold(eventsOf('repaired'));

describe('an outcome', () => {
  it('says what was proven: the imports in one sentence, the GPU in its own', () => {
    expect(provenBy(repaired)).toEqual([
      'PyTorch, NumPy, Transformers and 9 others import.',
      'A calculation on NVIDIA GeForce RTX 4070 with PyTorch 2.5.1+cu124 gives the right result.',
    ]);
  });

  it('says what could not be proven', () => {
    const proofs = [
      {
        layer: 'torch',
        kind: 'accelerator' as const,
        subject: 'cu124',
        version: null,
        ok: false,
        detail: 'A calculation on cu124 failed: no kernel image',
      },
    ];
    expect(notProvenBy({ ...repaired, proofs })).toEqual(['A calculation on cu124 failed: no kernel image.']);
    expect(provenBy({ ...repaired, proofs })).toEqual([]);
  });

  it('names what was changed in one place only', () => {
    expect(outcomeSentence(repaired)).toBe('The environment works.');
    expect(changedBy(repaired.outcome)).toContain('torch');
  });

  it('says what became of changes that were not kept', () => {
    expect(undoneBy(fold(eventsOf('failed')).outcome)).toBeNull();
    expect(undoneBy(repaired.outcome)).toBeNull();
    expect(undoneBy(fold(eventsOf('cancelled')).outcome)).toMatch(/^Everything .* was put back/);
    expect(undoneBy({ kind: 'cancelled', undo: 'pending' })).toMatch(/the next repair does that first\.$/);
  });

  it('shows the last output of the tool that failed', () => {
    expect(evidenceOf({ code: 'command-failed', command: 'uv', exitCode: 2, detail: ['error: no', ' '] })).toEqual([
      'error: no',
    ]);
    expect(evidenceOf(unreachable)).toEqual([]);
  });
});
