import { execFile } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Manifest } from '../../shared/manifest.ts';
import { pythonIn } from '../support/cli.ts';
import { testPython, testUv } from '../support/python.ts';
import { type Phases, phasesOfLastRun } from './phases.ts';
import { timed } from './timed.ts';

const execute = promisify(execFile);

export const cli = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url));

/** What all of them have: one Python, one uv, one index. */
export interface Machine {
  python: string;
  uv: string;
  /**
   * PATH as a plain system has it. Version managers put scripts of a shell in front of Pythons, and how
   * many there are decides how long each look for a Python takes: that is not what is measured here.
   */
  path: string;
}

/** Throws where this machine has no Python or no uv can be had. */
export const findMachine = async (): Promise<Machine> => {
  const python = testPython();
  const { uv } = await testUv();
  if (python === null || uv === null) throw new Error('the benchmark needs a Python and uv on this machine');
  const folders = [dirname(uv.path), dirname(process.execPath), dirname(realpathSync(python)), '/usr/bin', '/bin'];
  return { python, uv: uv.path, path: [...new Set(folders)].join(delimiter) };
};

/** Variables with which no user's own configuration, cache or index has a say. */
const cleanVariables = ({ path }: Machine): NodeJS.ProcessEnv => ({
  ...process.env,
  PATH: path,
  UV_NO_CONFIG: '1',
  PIP_CONFIG_FILE: process.platform === 'win32' ? 'nul' : '/dev/null',
  PIP_DISABLE_PIP_VERSION_CHECK: '1',
  LC_ALL: 'C.UTF-8',
});

/** An environment without packages: of uv's making, or with pip in it. */
export const makeEnvironment = async (machine: Machine, environment: string, pip = false): Promise<void> => {
  const env = cleanVariables(machine);
  if (pip) await execute(machine.python, ['-m', 'venv', environment], { env });
  else await execute(machine.uv, ['venv', '--quiet', '--python', machine.python, environment], { env });
};

export interface Stack {
  manifest: string;
  profile: string;
  requirements: readonly string[];
  index: string;
}

export const writeManifest = async (folder: string, manifest: Manifest): Promise<string> => {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'manifest.json');
  await writeFile(file, JSON.stringify(manifest));
  return file;
};

interface Ours {
  home: string;
  environment: string;
  onStarted?: (pid: number) => void;
  /** Gets how the time of this run was spent. */
  phases?: Phases[];
}

/** Milliseconds of `repair`, the whole command from its start to its end. */
export const ourRepair = async (
  machine: Machine,
  { manifest, profile, index }: Pick<Stack, 'manifest' | 'profile' | 'index'>,
  { home, environment, onStarted = () => undefined, phases }: Ours,
): Promise<number> => {
  const began = Date.now();
  const took = await timed(
    process.execPath,
    [cli, 'repair', '--env', environment, '--manifest', manifest, '--profile', profile, '--index-url', index, '--json'],
    { env: { ...cleanVariables(machine), SMART_INSTALLER_HOME: home }, onStarted },
  );
  phases?.push(await phasesOfLastRun(home, { began, ended: began + took }));
  return took;
};

/** Milliseconds of one bare `uv pip install` into an environment that is there, or beside it into `prefix`. */
export const uvInstall = (
  machine: Machine,
  { requirements, index }: Pick<Stack, 'requirements' | 'index'>,
  { cache, environment, prefix }: { cache: string; environment: string; prefix?: string },
): Promise<number> =>
  timed(
    machine.uv,
    [
      ...['pip', 'install', '--quiet', '--python', pythonIn(environment), '--index-url', index],
      ...['--only-binary', ':all:', ...(prefix === undefined ? [] : ['--prefix', prefix]), ...requirements],
    ],
    { env: { ...cleanVariables(machine), UV_CACHE_DIR: cache } },
  );

/** Milliseconds of one `pip install` with the environment’s own pip, which keeps nothing for the next time. */
export const pipInstall = (
  machine: Machine,
  { requirements, index }: Pick<Stack, 'requirements' | 'index'>,
  environment: string,
): Promise<number> =>
  timed(
    pythonIn(environment),
    ['-m', 'pip', 'install', '--quiet', '--no-cache-dir', '--index-url', index, ...requirements],
    { env: cleanVariables(machine) },
  );

/**
 * Milliseconds of the way that this product takes the place of: a pip for each package that is named,
 * one after the other. Its waits (2, 4 and 6 s) come after attempts that failed, and here none fails.
 */
export const pipOneByOne = async (
  machine: Machine,
  { requirements, index }: Pick<Stack, 'requirements' | 'index'>,
  environment: string,
): Promise<number> => {
  let sum = 0;
  for (const one of requirements) sum += await pipInstall(machine, { requirements: [one], index }, environment);
  return sum;
};
