import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createCommand } from '../../../../electron/engine/tools/command.ts';
import { networkVariables } from '../../../../electron/engine/tools/network-variables.ts';
import { createPipBackend } from '../../../../electron/engine/tools/pip.ts';
import { createUvBackend } from '../../../../electron/engine/tools/uv.ts';
import { startLocalIndex } from '../../../support/local-index.ts';
import { startProxy } from '../../../support/proxy.ts';
import { testPython, testUv } from '../../../support/python.ts';
import { stackWheels } from '../../../support/stack.ts';

// Real programs on a busy machine: slow is no failure.
vi.setConfig({ testTimeout: 120_000 });

const found = await testUv();
const python = testPython();

it('takes away what would go before it', () => {
  expect(networkVariables({ proxy: 'http://proxy.example', noProxy: [], certificates: null })).toMatchObject({
    https_proxy: 'http://proxy.example',
    ALL_PROXY: undefined,
    all_proxy: undefined,
  });
  expect(networkVariables({ proxy: null, noProxy: [], certificates: null })).toEqual({});
});

describe.each(['uv', 'pip'] as const)('%s, told a proxy, goes', (name) => {
  beforeEach(({ skip }) => {
    if (found.uv === null) skip(`no uv: ${found.problem}`);
    if (python === null) skip('no Python');
  });

  it.each([
    ['through it', ['other.example'], true],
    ['beside it to what is excepted', ['127.0.0.1'], false],
  ])('%s', async (_, noProxy, passes) => {
    const cacheFolder = await mkdtemp(join(tmpdir(), 'smart-installer-network-'));
    onTestFinished(() => rm(cacheFolder, { recursive: true }));
    const index = await startLocalIndex(stackWheels());
    onTestFinished(() => index.stop());
    const proxy = await startProxy();
    onTestFinished(() => proxy.stop());
    const command = createCommand();
    const backend =
      name === 'pip'
        ? createPipBackend({ command, cacheFolder })
        : createUvBackend({ command, uv: found.uv?.path ?? 'uv', cacheFolder });
    const pins = await backend.resolve({
      python: python ?? '',
      requirements: ['standin-gamma'],
      constraints: [],
      variantIndex: null,
      index: {
        indexUrl: index.url,
        extraIndexUrls: [],
        findLinks: null,
        offline: false,
        network: { proxy: proxy.url, noProxy, certificates: null },
      },
      wheelLinks: [],
      fromSource: [],
      graph: false,
      signal: new AbortController().signal,
      onLine: () => undefined,
    });
    expect(pins.map(({ name: pinned }) => pinned)).toEqual(['standin-gamma']);
    expect(proxy.requests.includes(`GET ${index.url}standin-gamma/`)).toBe(passes);
    expect(proxy.requests.length > 0).toBe(passes);
  });
});
