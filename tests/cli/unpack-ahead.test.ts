import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, vi } from 'vitest';
import { eventsOf, homeIn, runCli, temporaryFolder } from '../support/cli.ts';
import { type LocalIndex, startLocalIndex } from '../support/local-index.ts';
import { posixTest } from '../support/platform-tests.ts';
import { type LocalProxy, startProxy } from '../support/proxy.ts';
import { testUv } from '../support/python.ts';
import { stackManifest } from '../support/stack.ts';
import { buildWheel } from '../support/wheel.ts';

// Real programs on a busy machine: slow is no failure.
vi.setConfig({ testTimeout: 120_000 });

let index: LocalIndex;
let proxy: LocalProxy;
beforeAll(async () => {
  // The indexes of these tests have no uv.
  await testUv();
  proxy = await startProxy();
  index = await startLocalIndex(
    [
      buildWheel({ name: 'standin-alpha', version: '1.1.0', padBytes: 6_000_000 }),
      buildWheel({ name: 'standin-beta', version: '2.0.0', requires: ['standin-gamma>=1'] }),
      buildWheel({ name: 'standin-gamma', version: '1.2.0' }),
    ],
    { bytesPerSecond: 4_000_000 },
  );
});
afterAll(() => Promise.all([index.stop(), proxy.stop()]));

const filesOf = async (environment: string): Promise<string[]> =>
  (await readdir(environment, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));

posixTest('a large wheel is unpacked while it comes, and the environment shares no file with anything', async () => {
  const folder = await temporaryFolder();
  const [environment, manifest] = [join(folder, 'env'), join(folder, 'manifest.json')];
  await writeFile(manifest, JSON.stringify(stackManifest));
  const args = ['repair', '--env', environment, '--manifest', manifest, '--index-url', index.url, '--backend', 'uv'];
  const env = { SMART_INSTALLER_HOME: await homeIn(folder), HTTP_PROXY: proxy.url };
  const { code, stdout, stderr } = await runCli([...args, '--json'], { env });
  expect(code, stdout + stderr).toBe(0);
  expect(JSON.stringify(eventsOf(stdout))).not.toContain('Not unpacked ahead');
  // What is asked on this computer goes through no proxy.
  expect(proxy.requests.filter((request) => !request.includes(new URL(index.url).host))).toEqual([]);
  expect(proxy.requests).not.toEqual([]);
  const files = await filesOf(environment);
  for (const path of files) expect((await stat(path)).nlink, path).toBe(1);
  // uv writes it for a wheel that it took from a folder: alpha came by the way that is tested here.
  const notes = files
    .filter((path) => path.endsWith('uv_cache.json'))
    .map((path) => path.replace(/.*site-packages./, ''));
  expect(notes.sort().map((path) => path.split('-')[0])).toEqual(['standin_beta', 'standin_gamma']);
  expect(await readdir(join(env.SMART_INSTALLER_HOME, 'cache', 'unpacked'))).toEqual([]);
});
