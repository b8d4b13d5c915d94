import { describe, expect, it } from 'vitest';
import {
  meets,
  meetsDependency,
  normalizeName,
  parseDependency,
  parseRequirement,
} from '../../../electron/engine/requirement.ts';

describe('a dependency', () => {
  it.each([
    ['mpmath<1.4,>=1.1.0', { name: 'mpmath', specifiers: '<1.4,>=1.1.0', extras: [], marker: null }],
    ['urllib3 (<3,>=1.21.1)', { name: 'urllib3', specifiers: '<3,>=1.21.1', extras: [], marker: null }],
    [
      'PySocks!=1.5.7,>=1.5.6; extra == "socks"',
      { name: 'pysocks', specifiers: '!=1.5.7,>=1.5.6', extras: [], marker: 'extra == "socks"' },
    ],
    [
      'fsspec[http] >= 2023.1.0 ; python_version<"3.9"',
      { name: 'fsspec', specifiers: '>= 2023.1.0', extras: ['http'], marker: 'python_version<"3.9"' },
    ],
    ['a @ https://example.org/a.whl', { name: 'a', specifiers: '', extras: [], marker: null }],
  ])('is read from %s', (line, expected) => {
    expect(parseDependency(line)).toEqual(expected);
  });

  it.each(['', '-r other.txt', 'a b c', 'a>1 rm -rf', `a${'x'.repeat(5000)}`])('%s is none', (line) => {
    const found = parseDependency(line);
    expect(found === null || meets('1.0', found.specifiers) === false).toBe(true);
  });
});

describe('requirement', () => {
  it.each([
    ['numpy', 'numpy', '', []],
    ['Huggingface_Hub', 'huggingface-hub', '', []],
    ['torch==2.5.1+cu124', 'torch', '==2.5.1+cu124', []],
    ['uvicorn[standard] >=0.30, <1', 'uvicorn', '>=0.30, <1', ['standard']],
    ['a[X_y, z]==1', 'a', '==1', ['x-y', 'z']],
    ['ruamel.yaml~=0.18', 'ruamel-yaml', '~=0.18', []],
  ])('splits %s', (text, name, specifiers, extras) => {
    expect(parseRequirement(text)).toEqual({ name, specifiers, extras });
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
    ['2004d', '', true],
    ['not a version', '>=0', false],
    ['1.0', '', true],
    ['1.0', '>=0.*', false],
    ['1.0', '>dev', false],
  ])('%s meets %s: %s', (version, specifiers, expected) => {
    expect(meets(version, specifiers)).toBe(expected);
  });
});

describe('what METADATA of old asks', () => {
  it.each([
    ['PyYAML (>=5.1.*)', '6.0.4', true],
    ['PyYAML (>=5.1.*)', '5.0', false],
    ['a>=1.0,', '1.2', true],
    ['a>=1.0,', '0.9', false],
    ['a (>=1.0, )', '0.9', false],
    ['pytz (>dev)', '2023.3', true],
    ['pytz', '2004d', true],
    ['a>=1.0<2', '3.0', true],
    ['a (>=1.0<2,!=3.0)', '3.0', false],
    ['a~=1', '7', true],
    ['a>=1', 'not a version', false],
  ])('%s is met by %s: %s', (line, version, expected) => {
    expect(meetsDependency(version, parseDependency(line)?.specifiers ?? 'none')).toBe(expected);
  });
});
