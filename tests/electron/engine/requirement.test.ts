import { describe, expect, it } from 'vitest';
import { meets, normalizeName, parseRequirement } from '../../../electron/engine/requirement.ts';

describe('requirement', () => {
  it.each([
    ['numpy', 'numpy', ''],
    ['Huggingface_Hub', 'huggingface-hub', ''],
    ['torch==2.5.1+cu124', 'torch', '==2.5.1+cu124'],
    ['uvicorn[standard] >=0.30, <1', 'uvicorn', '>=0.30, <1'],
    ['ruamel.yaml~=0.18', 'ruamel-yaml', '~=0.18'],
  ])('splits %s', (text, name, specifiers) => {
    expect(parseRequirement(text)).toEqual({ name, specifiers });
  });

  it('normalises names as PEP 503 says', () => {
    expect(normalizeName('A__b.-C')).toBe('a-b-c');
  });

  it.each([
    ['2.5.1+cu124', '==2.5.1', true],
    ['2.5.1', '==2.5.1+cu124', false],
    ['1.26.4', '>=2', false],
    ['2.1.0rc1', '>=2', true],
    ['1.4.2', '~=1.4.0', true],
    ['not a version', '', false],
    ['1.0', '', true],
  ])('%s meets %s: %s', (version, specifiers, expected) => {
    expect(meets(version, specifiers)).toBe(expected);
  });
});
