import { expect, it } from 'vitest';
import { indexOfUrl, packageOfFile, withoutCredentials } from '../../../../electron/engine/tools/index-url.ts';
import { networkCause } from '../../../../electron/engine/tools/network-cause.ts';

it('finds the index of a page and of a file', () => {
  expect(indexOfUrl('https://index.example/team/simple/numpy/')).toBe('https://index.example/team/simple/');
  expect(indexOfUrl('https://files.example/ab/cd/numpy-2.0-py3-none-any.whl')).toBe('https://files.example/');
});

it('finds the package of a wheel and of nothing else', () => {
  const tags = 'cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64';
  expect(packageOfFile(`https://files.example/ab/Foo_Bar-2.5.1%2Bcu124-${tags}.whl#sha256=00`)).toBe('foo-bar');
  expect(packageOfFile('foo-1.0-2build-py3-none-any.whl.metadata')).toBe('foo');
  expect(packageOfFile('https://index.example/simple/numpy/')).toBeNull();
});

it('takes credentials out of a URL and leaves the rest usable', () => {
  expect(withoutCredentials('https://me:p%40ss@index.example:8443/a/b.whl')).toBe('https://index.example:8443/a/b.whl');
  expect(withoutCredentials('https://index.example/a@b.whl')).toBe('https://index.example/a@b.whl');
});

it('knows no cause where none is named', () => {
  expect(networkCause('something else')).toBeNull();
});
