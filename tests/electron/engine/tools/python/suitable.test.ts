import { expect, test } from 'vitest';
import type { Inspected } from '../../../../../electron/engine/tools/python/inspect.ts';
import { drawbackOf, inOrderOfPreference, problemOf } from '../../../../../electron/engine/tools/python/suitable.ts';

const python = (version: string, changes: Partial<Inspected> = {}): Inspected => ({
  path: `/opt/python${version}/bin/python3`,
  version,
  platform: 'linux-x86_64',
  canMakeEnvironments: true,
  prefix: `/opt/python${version}`,
  inEnvironment: false,
  abi: 'cp312',
  markers: {},
  systemPackages: [],
  base: null,
  is64Bit: true,
  implementation: 'cpython',
  freeThreaded: false,
  ...changes,
});

const order = (...pythons: Inspected[]) => inOrderOfPreference(pythons).map(({ version }) => version);

test('the versions with the most wheels come first, then newer ones, then older ones', () => {
  const versions = ['3.8.18', '3.9.2', '3.15.0', '3.14.2', '3.10.13', '3.13.5', '3.11.7', '3.12.1'];
  expect(order(...versions.map((version) => python(version)))).toEqual([
    '3.12.1',
    '3.11.7',
    '3.13.5',
    '3.10.13',
    '3.14.2',
    '3.15.0',
    '3.9.2',
    '3.8.18',
  ]);
});

test('of one version, the first that was found', () => {
  expect(order(python('3.12.1'), python('3.12.9'))).toEqual(['3.12.1', '3.12.9']);
});

test('pre-releases come after all others, and what cannot make environments after those', () => {
  expect(order(python('3.12.1', { canMakeEnvironments: false }), python('3.12.0rc1'), python('3.10.0'))).toEqual([
    '3.10.0',
    '3.12.0rc1',
    '3.12.1',
  ]);
});

test('the range is PEP 440: its end leaves out the pre-releases of that end', () => {
  const range = '>=3.10,<3.14';
  expect(problemOf(python('3.9.18'), range)).toBe('it is Python 3.9.18, and 3.10 or newer, below 3.14 is needed');
  for (const version of ['3.10.0', '3.12.0rc1', '3.13.99']) expect(problemOf(python(version), range)).toBeNull();
  for (const version of ['3.10.0rc2', '3.14.0', '3.14.0rc1', '2.7.18'])
    expect(problemOf(python(version), range)).not.toBeNull();
});

test('only CPython can be used; a 32-bit or free-threaded one is not taken unasked', () => {
  expect(problemOf(python('3.11.0', { implementation: 'pypy' }), '>=3.10')).toMatch(/^it is pypy/);
  expect(drawbackOf(python('3.11.0', { is64Bit: false }))).toMatch(/32-bit/);
  expect(drawbackOf(python('3.13.0', { freeThreaded: true }))).toMatch(/free-threaded/);
  expect(drawbackOf(python('3.11.0'))).toBeNull();
});
