import { execFile, execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import type { Event } from '../../shared/events.ts';
import type { Finding } from '../../shared/finding.ts';
import type { Manifest } from '../../shared/manifest.ts';
import type { Rung } from '../../shared/plan.ts';
import type { RunState } from '../../shared/run-state.ts';
import { type Canaries, plantCanaries } from './canary.ts';
import { eventsOf, foldOf, pythonIn, runCli } from './cli.ts';
import { type LocalIndex, startLocalIndex } from './local-index.ts';
import { isLong } from './platform-tests.ts';
import { testPython, testUv } from './python.ts';
import { treeOf } from './tree.ts';
import type { Wheel } from './wheel.ts';
import { zooManifest, zooWheels } from './zoo.ts';

/** Runs of the command line on the environment under test. */
export interface Ran {
  code: number | null;
  events: Event[];
  state: RunState;
}

export interface DamagedEnvironment {
  root: () => string;
  folder: () => string;
  site: () => string;
  index: () => LocalIndex;
  canaries: () => Canaries;
  uv: () => string;
  diagnose: (...args: string[]) => Promise<Ran>;
  repair: (...args: string[]) => Promise<Ran>;
  /** Installs by hand with the real uv, as a user would. */
  install: (...requirements: string[]) => Promise<void>;
  uninstall: (...names: string[]) => Promise<void>;
  /** Changes to the variables of every later run until the next test. */
  variables: NodeJS.ProcessEnv;
  /**
   * Until the next test its hardware is read below this root (/sys and the like), and a calculation
   * may take so long: then the sources run, for the built program knows this computer only.
   */
  onMachine: (root: string, calculationMs?: number) => void;
  /** What a run prints for a person who reads it from a pipe. */
  print: (verb: 'diagnose' | 'repair', ...args: string[]) => Promise<string>;
}

const uvPath = async (): Promise<string> => {
  const { uv, problem } = await testUv();
  if (uv === null) throw new Error(problem);
  return uv.path;
};

/**
 * One environment of the zoo for a file of tests: made once by the product itself, and put back to
 * that state (`cp -a`, at the same path) before each test.
 */
export const damagedEnvironment = ({
  manifest = zooManifest,
  wheels = zooWheels,
  own = {},
}: {
  manifest?: Manifest;
  wheels?: () => Wheel[];
  /** Variables of every run. */
  own?: NodeJS.ProcessEnv;
} = {}): DamagedEnvironment => {
  let folder = '';
  let index: LocalIndex;
  let canaries: Canaries;
  let uv = '';
  const base: NodeJS.ProcessEnv = {};
  const variables: NodeJS.ProcessEnv = {};
  let program: string[] | null = null;
  const root = (): string => join(folder, 'env');
  const start = (args: readonly string[]) =>
    runCli(args, { env: variables, ...(program === null ? {} : { with: program }) });
  const run = async (args: readonly string[]): Promise<Ran> => {
    const { code, stdout, stderr } = await start([...args, '--json']);
    const events = eventsOf(stdout);
    expect(events.at(-1)?.type, stdout + stderr).toBe('run-finished');
    const state = foldOf(events);
    // A defect of the program is none of the outcomes that any test asks for.
    expect(JSON.stringify(state.outcome)).not.toContain('"code":"bug"');
    return { code, events, state };
  };
  const common = (): string[] => ['--env', root(), '--manifest', join(folder, 'manifest.json')];
  const ofRepair = (): string[] => ['--index-url', index.url, '--python', testPython() ?? ''];
  const repair = (...args: string[]): Promise<Ran> => run(['repair', ...common(), ...ofRepair(), ...args]);

  beforeAll(async () => {
    uv = await uvPath();
    folder = await realpath(await mkdtemp(join(tmpdir(), 'smart-installer-damage-')));
    index = await startLocalIndex(wheels());
    await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
    Object.assign(base, own, { PATH: await pathWithSmi(join(folder, 'gpu'), `echo '${rtx4070Line}'`) });
    Object.assign(variables, base);
    const first = await repair();
    expect(first.code, JSON.stringify(first.state.outcome)).toBe(0);
    execFileSync('cp', ['-a', root(), join(folder, 'pristine')]);
    canaries = await plantCanaries(folder, root());
  }, 120_000);
  beforeEach(async () => {
    program = null;
    for (const name of Object.keys(variables)) delete variables[name];
    Object.assign(variables, base);
    await mkdir(root(), { recursive: true });
    execFileSync('chmod', ['-R', 'u+rwX', root()]);
    await rm(root(), { recursive: true, force: true });
    execFileSync('cp', ['-a', join(folder, 'pristine'), root()]);
  });
  afterAll(async () => {
    await index?.stop();
    if (folder !== '') {
      execFileSync('chmod', ['-R', 'u+rwX', folder]);
      await rm(folder, { recursive: true, force: true });
    }
  });

  // Not synchronous: the index that it asks is served by this very process.
  const pip = async (args: readonly string[]): Promise<void> => {
    await promisify(execFile)(uv, ['pip', ...args, '--python', pythonIn(root()), '--no-cache'], {
      env: { ...process.env, UV_NO_CONFIG: '1' },
    });
  };
  return {
    root,
    folder: () => folder,
    site: () => siteOf(root()),
    index: () => index,
    canaries: () => canaries,
    uv: () => uv,
    diagnose: (...args) => run(['diagnose', ...common(), ...args]),
    repair,
    install: (...requirements) =>
      pip(['install', '--index-url', index.url, '--no-deps', '--link-mode', 'copy', ...requirements]),
    uninstall: (...names) => pip(['uninstall', ...names]),
    variables,
    onMachine: (machineRoot, calculationMs = 60_000) => {
      program = [join(import.meta.dirname, 'cli-on-machine.ts'), machineRoot, String(calculationMs)];
    },
    print: async (verb, ...args) =>
      (await start([verb, ...common(), ...(verb === 'repair' ? ofRepair() : []), ...args])).stdout,
  };
};

const rtx4070Line = 'NVIDIA GeForce RTX 4070, 560.35.03, 12282 MiB, 8.9';

/** PATH with a double of the driver's tool before all others, at the one place where it cannot be had: a shell's words answer. */
export const pathWithSmi = async (folder: string, words: string): Promise<string> => {
  await mkdir(folder, { recursive: true });
  const program = join(folder, 'nvidia-smi');
  await writeFile(program, `#!/bin/sh\n${words}\n`);
  await chmod(program, 0o755);
  return `${folder}:${process.env['PATH'] ?? ''}`;
};

/** Where an environment's packages lie. */
export const siteOf = (environment: string): string => {
  const [version = ''] = readdirSync(join(environment, 'lib')).filter((name) => name.startsWith('python3'));
  return join(environment, 'lib', version, 'site-packages');
};

export interface Expected {
  /** Codes of all findings, in their order by name; what follows from the damage is named as well. */
  codes: readonly Finding['code'][];
  rung: Rung;
  /** Paths in the environment that the repair may change; all others keep content, inode and time. */
  touches: RegExp;
}

/**
 * The whole story of one kind of damage: diagnose names it and touches nothing, the plan stands on the
 * least rung, that rung heals, nothing else is touched, and a second, deep diagnosis is clean. The long
 * form plans each in a dry run before, too.
 */
export const expectMended = async (environment: DamagedEnvironment, expected: Expected): Promise<Finding[]> => {
  const { root, diagnose, repair, canaries } = environment;
  const before = await treeOrNothing(root());
  const found = await diagnose();
  expect(found.state.findings.map(({ code }) => code).sort()).toEqual([...expected.codes].sort());
  expect(found.code).toBe(1);
  if (isLong) {
    const dry = await repair('--dry-run');
    expect(dry.state.plan?.rung).toBe(expected.rung);
  }
  // To look changes nothing.
  expect(withoutFolderTimes(await treeOrNothing(root()))).toEqual(withoutFolderTimes(before));

  const mended = await repair();
  expect({ code: mended.code, outcome: mended.state.outcome }).toMatchObject({
    code: 0,
    outcome: { kind: 'repaired' },
  });
  const failed = mended.events.filter((event) => event.type === 'rung-failed');
  expect(failed).toEqual([]);
  expect(mended.state.plan?.rung).toBe(expected.rung);
  expectUntouched(before, await treeOf(root()), expected.touches);
  const second = await diagnose('--deep');
  expect({ code: second.code, findings: second.state.findings }).toEqual({ code: 0, findings: [] });
  expect(await readdir(join(root(), '.smart-installer'))).toEqual(['environment.json']);
  await canaries().expectUnharmed();
  return found.state.findings;
};

type Tree = Record<string, string>;

/** Before its first installation an environment has no folder. */
const treeOrNothing = async (root: string): Promise<Tree> => (existsSync(root) ? treeOf(root) : {});

/** A folder's time changes when something in it does. */
const withoutFolderTimes = (tree: Tree): Tree =>
  Object.fromEntries(
    Object.entries(tree).map(([path, what]) => [path, what.startsWith('folder') ? what.replace(/ [\d.]+$/, '') : what]),
  );

const ours = /^\.smart-installer(?:[\\/]|$)/;

export const expectUntouched = (before: Tree, after: Tree, touches: RegExp): void => {
  const rest = (tree: Tree): Tree =>
    Object.fromEntries(
      Object.entries(withoutFolderTimes(tree)).filter(([path]) => !touches.test(path) && !ours.test(path)),
    );
  expect(rest(after)).toEqual(rest(before));
};

/** The wheel's files over what is there, as somebody who copies a folder from another environment does it. */
export const unpackWheel = async (wheel: Wheel, site: string): Promise<void> => {
  const { unzipSync } = await import('fflate');
  for (const [path, content] of Object.entries(unzipSync(wheel.bytes))) {
    await mkdir(dirname(join(site, path)), { recursive: true });
    await writeFile(join(site, path), content);
  }
};
