import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { extractFile, listPackage } from '@electron/asar';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { startWindowApp } from '../e2e/support/window-app.ts';
import { repository } from '../support/cli.ts';
import { dist, electronDist, makeTestable, whyNoPackage } from './support/packaged.ts';

/** The example of docs/vendors.md, with an address for updates on this computer, built as documented and started. */
const lacking = whyNoPackage();
let folder = '';
let unpacked = '';
let asked: string[] = [];
let headers: Record<string, unknown> = {};
const server = createServer((request, response) => {
  asked.push(`${request.method} ${request.url?.split('?')[0]}`);
  headers = request.headers;
  response.end('version: 9.9.9\nfiles: []\npath: none\nsha512: none\n');
});

beforeAll(async () => {
  if (lacking !== null) return;
  folder = await mkdtemp(path.join(tmpdir(), 'smart-installer-vendor-'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const vendor = path.join(folder, 'vendor');
  await cp(path.join(repository, 'examples/vendor'), vendor, { recursive: true });
  const file = path.join(vendor, 'vendor.json');
  const given = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, JSON.stringify({ ...given, updateUrl: `http://127.0.0.1:${address.port}/updates` }));
  const words = ['--linux', '--dir', '--vendor', vendor, '--out', path.join(folder, 'out')];
  const built = await dist(words, { SMART_INSTALLER_ELECTRON_DIST: await electronDist(folder) });
  if (built.code !== 0) throw new Error(built.said);
  unpacked = path.join(folder, 'out/linux-unpacked');
  await makeTestable(unpacked, 'notebook-mender-window');
}, 300_000);

afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});

beforeEach(({ skip }) => {
  if (lacking !== null) skip(lacking);
  asked = [];
});

test('its window has the vendor’s name and manifest, and says that there is a newer version', async () => {
  const { page, electron, stop } = await startWindowApp({
    app: '',
    program: path.join(unpacked, 'notebook-mender-window'),
    words: ['--env', path.join(folder, 'env')],
  });
  onTestFinished(stop);
  page.setDefaultTimeout(60_000);
  await electron.evaluate(({ dialog }) => {
    dialog.showMessageBox = async (...given: unknown[]) => {
      Reflect.set(globalThis, 'shown', given.at(-1));
      return { response: 0, checkboxChecked: false };
    };
  });
  await page.getByRole('button', { name: 'Install environment' }).waitFor();
  expect(await page.title()).toContain('Notebook Mender');
  await page.getByText('Example Notebooks').first().waitFor();
  expect(await page.content()).not.toContain('Smart Installer');
  const shown = () => electron.evaluate(() => Reflect.get(globalThis, 'shown'));
  await expect.poll(shown, { timeout: 30_000 }).toMatchObject({
    message: 'Notebook Mender 9.9.9 is available',
    detail: expect.stringContaining('https://example.com/notebook-mender'),
  });
  // Once, and nothing of it is downloaded: this copy is an unpacked archive.
  expect(asked).toEqual(['GET /updates/latest-linux.yml']);
  // Nothing that tells users apart.
  expect(headers['x-user-staging-id']).toBe('none');
  expect(headers['cookie']).toBeUndefined();
});

test('its page has the vendor’s icon', async () => {
  const asar = path.join(unpacked, 'resources/app.asar');
  const [icon = ''] = listPackage(asar, { isPack: false }).filter((file) => /icon-.*\.svg$/.test(file));
  expect(extractFile(asar, 'dist/renderer/index.html').toString()).toContain(`"./assets/${path.basename(icon)}"`);
  const own = await readFile(path.join(repository, 'examples/vendor/icon.svg'), 'utf8');
  expect(extractFile(asar, icon.slice(1)).toString()).toBe(own);
});

test('its command line has the vendor’s name, and folders of its own', () => {
  const home = path.join(folder, 'home');
  const { HOME: _home, XDG_DATA_HOME: _data, XDG_CACHE_HOME: _cache, NODE_COMPILE_CACHE: _kept, ...rest } = process.env;
  const run = (...words: string[]) =>
    spawnSync(path.join(unpacked, 'resources/bin/notebook-mender'), words, {
      encoding: 'utf8',
      env: { ...rest, HOME: home, SMART_INSTALLER_HOME: '' },
      timeout: 60_000,
    });
  expect(run('--version').stdout).toBe('2.3.0\n');
  expect(run('--help').stdout).toContain('notebook-mender repair --env');
  expect(run('downloads').stdout).toContain(path.join(home, '.cache/notebook-mender'));
  expect(existsSync(path.join(home, '.cache/smart-installer'))).toBe(false);
  expect(asked).toEqual([]);
});
