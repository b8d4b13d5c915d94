import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isUnreachable } from './uv-unreachable.ts';

const said = (name: string): Promise<string> =>
  readFile(join(import.meta.dirname, '../fixtures/uv-output/0.13.9', `${name}.txt`), 'utf8');

test.each(['dns', 'forbidden', 'proxy', 'refused', 'tls'])(
  'uv’s words where the index is out of reach: %s',
  async (name) => {
    expect(isUnreachable(await said(name))).toBe(true);
  },
);

test('a sign-in at a proxy, as its HTTP library says it', () => {
  expect(
    isUnreachable('HTTP status client error (407 Proxy Authentication Required) for url (https://x.example/)'),
  ).toBe(true);
  expect(isUnreachable('HTTP status client error (403 Forbidden) for url (https://x.example/)')).toBe(true);
});

test.each([
  'No solution found when resolving dependencies: Because torch==2.5.1 has no wheels with a matching Python ABI tag (e.g., `cp313`)',
  'Because only numpy<=2.403 is available and your project depends on it',
  'torch-2.407.0-cp312-cp312-manylinux_2_28_x86_64.whl does not suit this platform',
  'the package connection-pool was not found in the package registry',
])('a refusal for another reason is none, whatever numbers and names are in it: %s', (text) => {
  expect(isUnreachable(text)).toBe(false);
});
