import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmod, chown, copyFile, cp, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Event, eventSchema } from '../../shared/events.ts';
import { type RunState, reduce } from '../../shared/run-state.ts';
import { testHome, testUv } from './python.ts';

export const repository = join(import.meta.dirname, '../..');
const program = join(repository, 'dist/cli.cjs');

/** Somebody who may do nothing here: root is let through every permission, so its tests run as another. */
export interface Stranger {
  uid: number;
  node: string;
  program: string;
  home: string;
}

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Running {
  process: ChildProcess;
  /** In the environment of every process of this run's tree. */
  marker: string;
  /** Standard output so far. */
  output: () => string;
  /** Resolves when standard output holds the text. */
  says: (text: string) => Promise<void>;
  ended: Promise<Ended>;
}

interface CliOptions {
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  as?: Stranger;
  /** Another program than the built one, and the words before the user's own. */
  with?: readonly string[];
}

/** Starts the built command line as a user's shell would. */
export const startCli = (
  args: readonly string[],
  { env = {}, cwd = repository, as, with: given = [program] }: CliOptions = {},
): Running => {
  const marker = randomUUID();
  const child = spawn(as?.node ?? process.execPath, [...(as === undefined ? given : [as.program]), ...args], {
    cwd,
    ...(as === undefined ? {} : { uid: as.uid, gid: as.uid }),
    env: {
      ...process.env,
      // A stranger may not write where what Node compiles is kept (vitest.config.ts).
      ...(as === undefined ? {} : { NODE_COMPILE_CACHE: undefined }),
      SMART_INSTALLER_HOME: as?.home ?? testHome,
      SMART_INSTALLER_TEST_MARKER: marker,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  const heard = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    for (const hear of heard) hear();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
  const says = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const hear = (): void => {
        if (stdout.includes(text)) resolve();
      };
      heard.add(hear);
      hear();
      void ended.then(() => reject(new Error(`ended without saying "${text}":\n${stdout}\n${stderr}`)));
    });
  return { process: child, marker, output: () => stdout, says, ended };
};

export const runCli = (...args: Parameters<typeof startCli>): Promise<Ended> => startCli(...args).ended;

/** The events of a --json run: every line must be a valid one. */
export const eventsOf = (stdout: string): Event[] =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => eventSchema.parse(JSON.parse(line)));

export const foldOf = (events: readonly Event[]): RunState => {
  const state = events.reduce<RunState | null>(reduce, null);
  if (state === null) throw new Error('no event');
  return state;
};

/** A folder that goes with the test. */
export const temporaryFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'smart-installer-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

/** A home of the product's own with nothing in it but the uv of the tests, so that nothing was downloaded before. */
export const homeIn = async (folder: string): Promise<string> => {
  await testUv();
  const home = join(folder, 'home');
  await cp(join(testHome, 'cache/tools'), join(home, 'cache/tools'), { recursive: true, verbatimSymlinks: true });
  return home;
};

/** Copies what the stranger must be able to read, because a checkout may lie in a folder closed to others. */
export const strangerIn = async (folder: string): Promise<Stranger> => {
  const uid = 65_534;
  const stranger = {
    uid,
    node: join(folder, 'node'),
    program: join(folder, 'dist/cli.cjs'),
    home: join(folder, 'home'),
  };
  await copyFile(process.execPath, stranger.node);
  await cp(join(repository, 'dist'), join(folder, 'dist'), { recursive: true });
  await mkdir(stranger.home);
  await chown(stranger.home, uid, uid);
  await chmod(folder, 0o755);
  return stranger;
};

/** Pids of living processes that carry a run's marker (Linux). */
export const processesOf = async (marker: string): Promise<number[]> => {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
      return environment.includes(marker) ? [Number(pid)] : [];
    }),
  );
  return found.flat();
};

/** The interpreter inside an environment. */
export const pythonIn = (environment: string): string =>
  join(environment, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
