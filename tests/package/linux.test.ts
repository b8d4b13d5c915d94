import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { extractFile, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { execa } from 'execa';
import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { pinnedUv } from '../../electron/engine/tools/uv-pin.ts';
import { lastJournal } from '../e2e/support/last-journal.ts';
import { chooseCore, heading, press } from '../e2e/support/steps.ts';
import { startWindowApp } from '../e2e/support/window-app.ts';
import { pythonIn, repository } from '../support/cli.ts';
import { startLocalIndex } from '../support/local-index.ts';
import { stackManifest, stackWheels } from '../support/stack.ts';
import { allowedInAsar } from './support/allowed.ts';
import { type Built, dist, electronDist, makeTestable, whyNoPackage } from './support/packaged.ts';

/**
 * The application for Linux as it is shipped: packaged by the documented command with the tests' real
 * Electron, looked at, and then used from its folder, whose name has spaces, as a person would.
 */
const lacking = whyNoPackage();
let folder = '';
let electron = '';
let unpacked = '';
let built: Built = { code: -1, said: '' };
let content: string[] = [];
let beside: string[] = [];
let fuses: Awaited<ReturnType<typeof getCurrentFuseWire>>;

const program = 'smart-installer-window';

beforeAll(async () => {
  if (lacking !== null) return;
  folder = await mkdtemp(path.join(tmpdir(), 'smart installer ü '));
  unpacked = path.join(folder, 'linux-unpacked');
  electron = await electronDist(folder);
  built = await dist(['--linux', '--dir', '--out', folder], { SMART_INSTALLER_ELECTRON_DIST: electron });
  if (built.code !== 0) throw new Error(built.said);
  const resources = path.join(unpacked, 'resources');
  content = listPackage(path.join(resources, 'app.asar'), { isPack: false });
  beside = (await readdir(resources, { recursive: true })).toSorted();
  fuses = await getCurrentFuseWire(path.join(unpacked, program));
  await makeTestable(unpacked, program);
}, 300_000);

afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

beforeEach(({ skip }) => {
  if (lacking !== null) skip(lacking);
});

test('an installer that cannot be made ends the build with 1, though others are still being made', async () => {
  const failed = await dist(['--linux', '--x64', '--out', path.join(folder, 'failed')], {
    SMART_INSTALLER_ELECTRON_DIST: electron,
    // The tools for an AppImage come from nowhere; meanwhile the archive is packed.
    ELECTRON_BUILDER_BINARIES_MIRROR: 'http://127.0.0.1:9/',
    ELECTRON_BUILDER_CACHE: path.join(folder, 'no tools'),
  });
  expect(failed.said).toContain('failed to build AppImage');
  expect(failed.said).toContain('The application could not be built:');
  expect(failed.code).toBe(1);
});

describe('its content', () => {
  test('is the bundles, the page and what names the product, and nothing of its making', () => {
    expect(content.filter((file) => !allowedInAsar.some((pattern) => pattern.test(file)))).toEqual([]);
    for (const pattern of allowedInAsar)
      expect(
        content.some((file) => pattern.test(file)),
        String(pattern),
      ).toBe(true);
    expect(beside).toEqual([
      'LICENSE.txt',
      'THIRD-PARTY-NOTICES.txt',
      'app.asar',
      'bin',
      'bin/smart-installer',
      'uv',
      'uv/LICENSE-APACHE',
      'uv/LICENSE-MIT',
      'uv/uv',
    ]);
  });

  test('holds no path of the computer that built it, no source map and no development build', () => {
    const asar = path.join(unpacked, 'resources/app.asar');
    const texts = content
      .filter((file) => /\.(?:cjs|js|css|html|json)$/.test(file))
      .map((file) => ({ file, text: extractFile(asar, file.slice(1)).toString() }));
    expect(texts.length).toBeGreaterThan(10);
    const found = texts.filter(({ text }) =>
      [repository, 'sourceMappingURL=', 'jsxDEV'].some((one) => text.includes(one)),
    );
    expect(found.map(({ file }) => file)).toEqual([]);
  });

  test('takes at most 12 MB beyond Electron and uv', async () => {
    const own = beside.filter((file) => file !== 'uv/uv').map((file) => path.join(unpacked, 'resources', file));
    const sizes = await Promise.all(own.map(async (file) => (await stat(file)).size));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(12_000_000);
  });

  test('names the licence of each part of others, here and in the bill of materials', async () => {
    const notices = await readFile(path.join(unpacked, 'resources/THIRD-PARTY-NOTICES.txt'), 'utf8');
    const bom = z
      .object({
        bomFormat: z.literal('CycloneDX'),
        components: z.array(z.object({ name: z.string(), version: z.string(), licenses: z.array(z.unknown()).min(1) })),
      })
      .parse(JSON.parse(await readFile(path.join(folder, 'smart-installer-0.1.0.cdx.json'), 'utf8')));
    const names = bom.components.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['electron', 'uv', 'react', 'react-dom', 'zod', 'execa', 'electron-updater']),
    );
    // On Windows alone, and never: what only develops the product.
    for (const name of ['koffi', 'typescript', 'vitest']) expect(names).not.toContain(name);
    for (const { name, version } of bom.components.filter((one) => one.name !== 'electron'))
      expect(notices).toContain(`\n${name} ${version} (`);
  });

  test('keeps the fuses of Electron closed, but for the one that the command line needs', () => {
    const state = (option: FuseV1Options): boolean => fuses[option] === '1'.charCodeAt(0);
    expect(state(FuseV1Options.RunAsNode)).toBe(true);
    expect(state(FuseV1Options.EnableNodeOptionsEnvironmentVariable)).toBe(false);
    expect(state(FuseV1Options.EnableNodeCliInspectArguments)).toBe(false);
    expect(state(FuseV1Options.EnableEmbeddedAsarIntegrityValidation)).toBe(true);
    expect(state(FuseV1Options.OnlyLoadAppFromAsar)).toBe(true);
  });

  test('is for everybody to start, and the bundled uv is the pinned one', async () => {
    for (const file of ['bin', 'bin/smart-installer', 'uv', 'uv/uv'])
      expect((await stat(path.join(unpacked, 'resources', file))).mode & 0o777, file).toBe(0o755);
    const said = execFileSync(path.join(unpacked, 'resources/uv/uv'), ['--version'], { encoding: 'utf8' });
    expect(said).toContain(`uv ${pinnedUv.version} `);
  });
});

describe('its window', () => {
  test('asks nobody for updates: no vendor set an address', async () => {
    const asked: string[] = [];
    const proxy = createServer((request, response) => {
      asked.push(String(request.url));
      response.end();
    }).on('connect', (request, socket) => {
      asked.push(String(request.url));
      socket.destroy();
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void proxy.close());
    const { environment } = await place();
    const address = proxy.address();
    const url = `http://127.0.0.1:${address === null || typeof address === 'string' ? '' : address.port}`;
    const { page, home, stop } = await startWindowApp({
      app: '',
      program: path.join(unpacked, program),
      words: ['--env', environment, `--proxy-server=${url}`],
      env: { http_proxy: url, https_proxy: url },
    });
    onTestFinished(stop);
    await page.getByRole('button', { name: 'Install environment' }).waitFor({ timeout: 60_000 });
    // A vendor's copy asks after 5 s (vendor.test.ts).
    await page.waitForTimeout(8000);
    expect(asked).toEqual([]);
    expect(await readFile(path.join(home, 'log/window.log'), 'utf8')).not.toContain('update:');
  });

  test('installs an environment with the bundled uv', async () => {
    const { index, environment } = await place();
    const { page, home, stop } = await startWindowApp({
      app: '',
      program: path.join(unpacked, program),
      words: ['--env', environment],
      env: indexVariables(index.url),
    });
    onTestFinished(stop);
    page.setDefaultTimeout(60_000);
    await install(page);
    execFileSync(pythonIn(environment), ['-I', '-c', 'import numpy, sympy, fsspec'], { stdio: 'pipe' });
    const journal = JSON.stringify(await lastJournal(home));
    expect(journal).toContain(`uv ${pinnedUv.version} (packaged)`);
    expect(await page.title()).toContain('Smart Installer');
  });
});

const install = async (page: Page): Promise<void> => {
  await chooseCore(page);
  await press(page, 'Install environment');
  await press(page, 'Start');
  await heading(page, 'Ready').waitFor({ timeout: 120_000 });
};

describe('its command line', () => {
  const launcher = (): string => path.join(unpacked, 'resources/bin/smart-installer');
  /** Not by spawnSync: the index that it asks is in this very process. */
  const run = async (words: readonly string[], env: NodeJS.ProcessEnv = {}, command = launcher()) => {
    const { exitCode, stdout, stderr } = await execa(command, words, {
      env,
      reject: false,
      timeout: 120_000,
      stdin: 'ignore',
    });
    return { status: exitCode, stdout, stderr };
  };

  test('repairs, finds all in order, and finds damage, with its exit codes', async () => {
    const { index, environment, home } = await place();
    const manifest = path.join(home, 'manifest ü.json');
    await writeFile(manifest, JSON.stringify(stackManifest));
    const env = { SMART_INSTALLER_HOME: home, ...indexVariables(index.url) };
    const words = ['--env', environment, '--manifest', manifest, '--profile', 'core'];
    const repaired = await run(['repair', ...words, '--json'], env);
    expect(repaired, repaired.stderr).toMatchObject({ status: 0 });
    expect(repaired.stdout).toContain(`uv ${pinnedUv.version} (packaged)`);
    expect(await run(['diagnose', ...words], env)).toMatchObject({ status: 0 });

    const [site = ''] = (await readdir(path.join(environment, 'lib'))).filter((name) => name.startsWith('python3'));
    await rm(path.join(environment, 'lib', site, 'site-packages/standin_alpha'), { recursive: true });
    expect(await run(['diagnose', ...words], env)).toMatchObject({ status: 1 });

    const zip = path.join(home, 'logs of today.zip');
    expect(await run(['export-logs', '--out', zip], env)).toMatchObject({ status: 0 });
    expect(existsSync(zip)).toBe(true);
  });

  test('refuses wrong words with 2, also by a link on PATH', async () => {
    const bin = await mkdtemp(path.join(tmpdir(), 'bin '));
    onTestFinished(() => rm(bin, { recursive: true }));
    const link = path.join(bin, 'smart-installer');
    await symlink(path.relative(bin, launcher()), link);
    const refused = await run(['diagnose', '--env'], {}, link);
    expect(refused).toMatchObject({ status: 2, stdout: '' });
    expect(refused.stderr).toContain('--env');
    expect(await run(['--version'], {}, link)).toMatchObject({ status: 0, stdout: '0.1.0' });
  });

  test('is stopped by a signal with 130', async () => {
    const { index, environment, home } = await place();
    index.fail({ match: /\/simple\//, kind: 'delay', ms: 60_000, times: 10 });
    const child = spawn(launcher(), ['repair', '--env', environment, '--profile', 'core', '--json'], {
      env: { ...process.env, NODE_COMPILE_CACHE: undefined, SMART_INSTALLER_HOME: home, ...indexVariables(index.url) },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise((resolve) => child.on('close', resolve));
    await new Promise<void>((resolve) => child.stdout.once('data', () => resolve()));
    // The process that the shell became is the command line itself.
    child.kill('SIGTERM');
    expect(await ended).toBe(130);
  });
});

/** An index, and places that do not exist yet; they go with the test. */
const place = async () => {
  const home = await mkdtemp(path.join(tmpdir(), 'smart-installer-home-'));
  onTestFinished(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));
  const index = await startLocalIndex(stackWheels());
  onTestFinished(() => index.stop());
  return { home, index, environment: path.join(home, 'env ü') };
};

const indexVariables = (url: string) => ({ PIP_INDEX_URL: url, UV_DEFAULT_INDEX: url, PIP_DEFAULT_TIMEOUT: '15' });
