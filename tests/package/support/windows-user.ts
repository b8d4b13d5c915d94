import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { toWindows } from '../../windows/support/windows.ts';
import { product } from './windows-setup.ts';
import type { Computer } from './wine-computer.ts';

/** Installed into a folder with spaces and a letter that is not ASCII. */
export const place = 'C:\\my programs ü\\Notebook Mender';

/** The folder is the rest of the line, without quotes: so NSIS wants it. */
export const install = async (computer: Computer, setup: string): Promise<void> => {
  expect(await computer.run(setup, ['/S', ...`/D=${place}`.split(' ')])).toEqual({ code: 0, said: '' });
};

/** By the file itself and not a copy of it, which alone tells its exit code and leaves itself. */
export const uninstall = (computer: Computer, words: readonly string[] = ['/S']) =>
  computer.run(`${place}\\Uninstall ${product}.exe`, [...words, ...`_?=${place}`.split(' ')]);

/** Files of the user's: environments, also in the program's own folder, and settings. */
export const environments = async (computer: Computer): Promise<string[]> => {
  const own = path.join(computer.localAppData, 'notebook-mender');
  const made = [
    path.join(own, 'Data/env/pyvenv.cfg'),
    path.join(own, 'Cache/wheelhouse/one.whl'),
    path.join(computer.appData, 'notebook-mender/Config/settings.json'),
    path.join(computer.onDrive(place), 'env/pyvenv.cfg'),
    path.join(computer.onDrive('C:\\my env'), 'pyvenv.cfg'),
  ];
  for (const file of made) {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, 'mine');
  }
  return made;
};

export const textsOf = (made: readonly string[]) =>
  Promise.all(made.map((file) => readFile(file, 'utf8').catch(() => null)));

/** The installed program, running until it is told to stop. */
export const startProgram = async (computer: Computer) => {
  const signs = await mkdtemp(path.join(tmpdir(), 'running-'));
  onTestFinished(() => rm(signs, { recursive: true, force: true }));
  const [ready, stop] = [path.join(signs, 'ready'), path.join(signs, 'stop')];
  let runs = true;
  const words = ['--stay', toWindows(ready), toWindows(stop)];
  const ended = computer.run(`${place}\\${product}.exe`, words).finally(() => {
    runs = false;
  });
  await expect.poll(() => existsSync(ready), { timeout: 30_000 }).toBe(true);
  const end = async (): Promise<void> => {
    await writeFile(stop, '');
    await ended;
  };
  onTestFinished(end);
  return { isRunning: () => runs, stop: end };
};

/** Names of the product's shortcuts. */
export const linksOf = async ({ desktop, startMenu }: Computer): Promise<string[]> =>
  (await Promise.all([desktop, startMenu].map((one) => readdir(one)))).flat().filter((name) => name.endsWith('.lnk'));
