import { expect, test } from 'vitest';
import type { FoundPython } from '../../../electron/engine/interfaces/python.ts';
import { createPythonSearch } from '../../../electron/engine/python-search.ts';

/** A double of the machine's interpreters that notes which ranges it was asked for. */
const search = (versions: Record<string, string | null>) => {
  const asked: string[] = [];
  const found = (version: string | null): FoundPython => {
    const python =
      version === null ? null : { path: `/${version}`, version, platform: 'linux-x86_64', canMakeEnvironments: true };
    return { chosen: python, all: python === null ? [] : [python], rejected: [] };
  };
  const look = createPythonSearch(
    {
      find: async ({ range }) => {
        asked.push(range);
        return found(versions[range] ?? null);
      },
    },
    { range: '>=3.10,<3.14', preferred: null, signal: new AbortController().signal },
  );
  return { look, asked };
};

test('looks once, however often it is asked', async () => {
  const { look, asked } = search({ '>=3.10,<3.14': '3.12.4' });
  await Promise.all([look(null), look(null)]);
  expect((await look('<3.13')).chosen?.version).toBe('3.12.4');
  expect(asked).toEqual(['>=3.10,<3.14']);
});

test('looks again where the chosen build has no wheels for what was found', async () => {
  const { look, asked } = search({ '>=3.10,<3.14': '3.13.1', '>=3.10,<3.13': '3.11.2' });
  expect((await look('<3.13')).chosen?.version).toBe('3.11.2');
  expect((await look(null)).chosen?.version).toBe('3.13.1');
  expect(asked).toEqual(['>=3.10,<3.14', '>=3.10,<3.13']);
});

test('finds none where there is none', async () => {
  const { look, asked } = search({});
  expect((await look('<3.13')).chosen).toBeNull();
  expect(asked).toHaveLength(1);
});
