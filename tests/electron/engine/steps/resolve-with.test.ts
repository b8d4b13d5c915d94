import { expect, it } from 'vitest';
import type { Backend, ResolveRequest } from '../../../../electron/engine/interfaces/backends.ts';
import type { NetworkRequest } from '../../../../electron/engine/interfaces/wheels.ts';
import type { StepContext } from '../../../../electron/engine/steps/context.ts';
import { resolveWith } from '../../../../electron/engine/steps/resolve-with.ts';

it('loads what the download needs once the resolver is at work, and not before', async () => {
  const happened: string[] = [];
  // Doubles: what counts here is the order of the calls. tools/wheels.test.ts and tools/backends are about the real ones.
  const backend = {
    resolve: async ({ onStart }: ResolveRequest) => {
      happened.push('asked');
      onStart?.();
      happened.push('answered');
      return [];
    },
  } as unknown as Backend;
  const context = {
    root: '/env',
    index: { indexUrl: 'https://index.example/simple/', extraIndexUrls: [], findLinks: null, offline: false },
    signal: new AbortController().signal,
    line: () => undefined,
    buildFromSource: new Set(),
    work: { backend, withoutPython: true, basePython: '/usr/bin/python3' },
    tools: {
      wheels: {
        prepare: ({ index, variantIndex }: NetworkRequest) =>
          happened.push(`prepared ${variantIndex} ${index.indexUrl}`),
      },
    },
  } as unknown as StepContext;
  const wanted = { requirements: ['a'], constraints: [], variantIndex: 'https://variant.example/', graph: false };
  expect(await resolveWith('resolve', context, wanted)).toEqual([]);
  expect(happened).toEqual(['asked', 'prepared https://variant.example/ https://index.example/simple/', 'answered']);
});
