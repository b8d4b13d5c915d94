import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { repository } from '../../support/cli.ts';
import type { Wine } from '../../windows/support/wine.ts';
import { dist } from './packaged.ts';
import { compile, findSetupTools, makeSetupTools } from './setup-tools.ts';

/** Two versions of a vendor's Setup, and what the newer one was made of. Paths of this system. */
export interface WindowsSetup {
  wine: () => Wine;
  /** The program of that version, 1.0.0 or 2.0.0. */
  setupOf: (version: string) => string;
  /** A hand that presses buttons (hands/press.c). */
  hand: () => string;
  /** Folder of the application 2.0.0 as it will be installed. */
  unpacked: () => string;
  /** The files in it, sorted. */
  files: () => string[];
}

const hand = path.join(import.meta.dirname, '../hands/press.c');
export const product = 'Notebook Mender';

/** Builds them once for a file of tests, which is skipped with the reason where that cannot be done. */
export const windowsSetup = (): WindowsSetup => {
  const tools = findSetupTools();
  const lacking = 'missing' in tools ? tools.missing : null;
  let folder = '';
  let unpacked = '';
  let files: string[] = [];

  beforeAll(async () => {
    if ('missing' in tools) return;
    folder = await mkdtemp(path.join(tmpdir(), 'setup ü '));
    const env = await makeSetupTools(folder, tools.wine);
    compile('gcc', '-municode', '-Wall', '-Werror', hand, '-o', path.join(folder, 'press.exe'));
    const older = path.join(folder, 'older-electron');
    await cp(String(env['SMART_INSTALLER_ELECTRON_DIST']), older, { recursive: true });
    await writeFile(path.join(older, 'locales/xx.pak'), 'only in the older version');
    const build = async (version: string, more: NodeJS.ProcessEnv): Promise<void> => {
      const vendor = path.join(folder, `vendor-${version}`);
      await cp(path.join(repository, 'examples/vendor'), vendor, { recursive: true });
      const file = path.join(vendor, 'vendor.json');
      await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(file, 'utf8')), version }));
      const words = ['--win', '--x64', '--vendor', vendor, '--out', path.join(folder, version)];
      const { WINEPREFIX, WINEDEBUG, WINEDLLOVERRIDES } = tools.wine.env;
      const built = await dist(words, { ...env, WINEPREFIX, WINEDEBUG, WINEDLLOVERRIDES, ...more });
      if (built.code !== 0) throw new Error(built.said);
    };
    await Promise.all([build('1.0.0', { SMART_INSTALLER_ELECTRON_DIST: older }), build('2.0.0', {})]);
    unpacked = path.join(folder, '2.0.0/win-unpacked');
    files = await filesIn(unpacked);
  }, 300_000);

  afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

  beforeEach(({ skip }) => {
    if (lacking !== null) skip(lacking);
  });

  return {
    wine: () => {
      if ('missing' in tools) throw new Error(tools.missing);
      return tools.wine;
    },
    setupOf: (version) => path.join(folder, version, `notebook-mender-setup-${version}-x64.exe`),
    hand: () => path.join(folder, 'press.exe'),
    unpacked: () => unpacked,
    files: () => files,
  };
};

/** Paths of all files in it, sorted. */
export const filesIn = async (root: string): Promise<string[]> =>
  (await readdir(root, { recursive: true, withFileTypes: true }))
    .filter((one) => one.isFile())
    .map((one) => path.relative(root, path.join(one.parentPath, one.name)))
    .toSorted();

export const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
