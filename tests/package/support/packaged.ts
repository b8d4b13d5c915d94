import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createPackage, extractAll, uncache } from '@electron/asar';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { whyNoWindow } from '../../e2e/support/window-app.ts';
import { type ElectronRuntime, findElectron } from '../../support/electron-runtime.ts';

const repository = path.resolve(import.meta.dirname, '../../..');

/** Why no application can be packaged and started here, or null. */
export const whyNoPackage = (): string | null =>
  process.platform === 'linux' ? whyNoWindow() : 'packages the application as on Linux';

export interface Built {
  code: number;
  said: string;
}

/** What a maintainer types: `npm run dist -- WORDS`, but for npm. */
export const dist = (words: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Built> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [path.join(repository, 'build/dist.mjs'), ...words],
      { cwd: repository, env: { ...process.env, ...env } },
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? 1, said: `${stdout}${stderr}` }),
    );
  });

/**
 * The tests' Electron laid out as electron-builder wants it: without an application, and with the
 * file that names its version. What another product left in the registry's copy is taken away.
 */
export const electronDist = async (folder: string): Promise<string> => {
  const runtime = needed();
  const target = path.join(folder, 'electron');
  await mkdir(target);
  await cp(path.dirname(runtime.executable), target, { recursive: true });
  for (const left of ['app', 'app.asar', 'default_app.asar', 'app-update.yml'])
    await rm(path.join(target, 'resources', left), { recursive: true, force: true });
  await writeFile(path.join(target, 'version'), runtime.version);
  return target;
};

/**
 * Lets Playwright drive a packaged application, and gives it what the Node in the registry's
 * Electron lacks (electron-runtime/polyfill.cjs). To be called after its content was looked at:
 * nothing else of it is changed.
 */
export const makeTestable = async (unpacked: string, program: string): Promise<void> => {
  await flipFuses(path.join(unpacked, program), {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  const preload = await Promise.all(needed().preload.map((file) => readFile(file, 'utf8')));
  if (preload.length === 0) return;
  const asar = path.join(unpacked, 'resources/app.asar');
  const work = await mkdtemp(path.join(path.dirname(unpacked), 'asar-'));
  extractAll(asar, work);
  for (const name of ['main', 'cli', 'audit-worker', 'remove-worker']) {
    const file = path.join(work, 'dist', `${name}.cjs`);
    await writeFile(file, `{\n${preload.join('\n')}\n}\n${await readFile(file, 'utf8')}`);
  }
  await createPackage(work, asar);
  uncache(asar);
  await rm(work, { recursive: true });
};

const needed = (): ElectronRuntime => {
  const runtime = findElectron();
  if (runtime === null) throw new Error('no Electron is on this machine');
  return runtime;
};
