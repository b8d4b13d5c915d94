import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { bundleUv, isUvTarget } from '../../build/bundled-uv.mjs';
import { bundledUv, pinnedUv } from '../../electron/engine/tools/uv-pin.ts';
import { startLocalIndex } from '../support/local-index.ts';
import { buildWheel } from '../support/wheel.ts';

vi.setConfig({ testTimeout: 120_000 });

const emptyCache = async (): Promise<string> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'bundled uv '));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

/** pip asks this index alone, whatever the machine is configured for. */
const onlyIndex = (url: string): void => {
  const variables = { PIP_CONFIG_FILE: '/dev/null', PIP_INDEX_URL: url, PIP_FIND_LINKS: '', PIP_RETRIES: '0' };
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  onTestFinished(() => void vi.unstubAllEnvs());
};

test('each system and processor that is packaged has a pinned wheel', () => {
  expect(Object.keys(bundledUv)).toEqual(['linux-x64', 'linux-arm64', 'mac-x64', 'mac-arm64', 'win-x64', 'win-arm64']);
  for (const tag of Object.values(bundledUv)) expect(pinnedUv.wheels[tag]).toMatch(/^[0-9a-f]{64}$/);
  expect(isUvTarget('win-x64')).toBe(true);
  expect(isUvTarget('toString')).toBe(false);
});

test('a wheel that is not the pinned one is refused, and not kept', async () => {
  const tag = bundledUv['linux-x64'];
  const index = await startLocalIndex([
    buildWheel({ name: 'uv', version: pinnedUv.version, modules: { uv: '' }, tag: `py3-none-${tag}` }),
  ]);
  onTestFinished(() => index.stop());
  onlyIndex(index.url);
  const cache = await emptyCache();
  await expect(bundleUv('linux-x64', cache)).rejects.toThrow('with another SHA-256');
  await expect(stat(path.join(cache, 'linux-x64'))).rejects.toThrow('ENOENT');
});

test('an index without uv is named with what to do', async () => {
  const index = await startLocalIndex([]);
  onTestFinished(() => index.stop());
  onlyIndex(index.url);
  await expect(bundleUv('mac-arm64', await emptyCache())).rejects.toThrow(/could not be fetched.*pip’s configuration/);
});

test('a kept wheel that was damaged is fetched again, and the program may be started by everybody', async (context) => {
  const usual = path.resolve(import.meta.dirname, '../../.cache/bundled-uv/wheels');
  const name = `uv-${pinnedUv.version}-py3-none-${bundledUv['linux-x64']}.whl`;
  const wheel = await readFile(path.join(usual, name)).catch(() => null);
  if (wheel === null) return context.skip('no wheel of uv was fetched yet (node build/bundled-uv.mjs linux-x64)');
  const cache = await emptyCache();
  await mkdir(path.join(cache, 'wheels'));
  await writeFile(path.join(cache, 'wheels', name), wheel);
  const folder = await bundleUv('linux-x64', cache);
  await chmod(cache, 0o755);
  expect((await stat(folder)).mode & 0o777).toBe(0o755);
  expect((await stat(path.join(folder, 'uv'))).mode & 0o777).toBe(0o755);
  await writeFile(path.join(cache, 'wheels', name), 'cut short');
  const index = await startLocalIndex([]);
  onTestFinished(() => index.stop());
  onlyIndex(index.url);
  await expect(bundleUv('linux-x64', cache)).rejects.toThrow('could not be fetched');
});
