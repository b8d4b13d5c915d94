import { describe, expect, it } from 'vitest';
import { chooseLayers } from '../../../electron/engine/choose-layers.ts';
import { Failing } from '../../../electron/engine/failing.ts';
import { manifestSchema } from '../../../shared/manifest.ts';
import stack from '../../../shared/manifests/llm.json' with { type: 'json' };
import { machine } from '../../support/machines.ts';

const { layers } = manifestSchema.parse(stack);
const rtx4070 = { name: 'NVIDIA GeForce RTX 4070', capability: 8.9, driver: '560.94' };

describe('chooseLayers', () => {
  it.each([
    ['no GPU', machine(), 'cpu'],
    ['RTX 4070', machine([rtx4070]), 'cu124'],
    ['RTX 4070 on Windows', machine([rtx4070], { platform: 'win32' }), 'cu124'],
    ['RTX 5090', machine([{ capability: 12.0, driver: '572.16' }]), 'cu128'],
    ['old driver', machine([{ capability: 7.5, driver: '470.57.02' }]), 'cu118'],
    ['ancient driver', machine([{ capability: 7.5, driver: '390.10' }]), 'cpu'],
    ['driver that tells no capability', machine([{ capability: null, driver: '525.60.13' }]), 'cu124'],
    ['two cards that no build serves together', machine([rtx4070, { capability: 3.0, driver: '560.94' }]), 'cpu'],
    ['Apple silicon', machine([{ vendor: 'apple' }], { platform: 'darwin' }), 'mps'],
    ['Intel card', machine([{ vendor: 'intel' }]), 'cpu'],
  ])('%s', (_, computer, expected) => {
    const choice = chooseLayers(layers, computer, 'auto');
    expect(choice.accelerator?.id).toBe(expected);
    expect(choice.accelerator?.reason).not.toBe('');
    expect(choice.layers.find(({ layer }) => layer === 'torch')?.accelerator).toBe(expected);
  });

  it('takes the user’s word over what it found', () => {
    expect(chooseLayers(layers, machine([rtx4070]), 'cpu').accelerator?.id).toBe('cpu');
  });

  it('refuses an accelerator that the manifest has no build for, and names those it has', () => {
    expect(() => chooseLayers(layers, machine(), 'rocm6.2')).toThrow(Failing);
    try {
      chooseLayers(layers, machine(), 'mps');
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({
        failure: { code: 'accelerator-unknown', known: expect.arrayContaining(['cpu', 'cu124']) },
      });
    }
  });

  it('needs no accelerator for a profile without variants', () => {
    expect(chooseLayers(layers.slice(0, 1), machine([rtx4070]), 'cu124').accelerator).toBeNull();
  });

  it('lists the sources of the chosen build in order of preference', () => {
    const torch = chooseLayers(layers, machine([rtx4070]), 'auto').layers.find(({ layer }) => layer === 'torch');
    expect(torch?.sources.map(({ index }) => index)).toEqual([expect.stringContaining('/cu124'), null]);
    expect(torch?.sources[0]?.requirements).toContain('torch==2.5.1+cu124');
    expect(torch?.sources[1]?.requirements).toContain('torch==2.5.1');
  });
});
