import { mkdir, mkdtemp, readFile, readlink, realpath, rename, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../../../electron/engine/tools/clock.ts';
import { createCommand } from '../../../../electron/engine/tools/command.ts';
import type { HolderSystem } from '../../../../electron/engine/tools/holders/facts.ts';
import { createHolders } from '../../../../electron/engine/tools/holders.ts';
import { markOfThisProcess, markVariable } from '../../../../electron/engine/tools/process-mark.ts';
import type { Holder } from '../../../../shared/holder.ts';
import { describeOnLinux, rootTest } from '../../../support/platform-tests.ts';
import { testPython } from '../../../support/python.ts';
import { startPrograms, until } from '../../../support/started.ts';
import { ordinaryProgram } from './holders/ordinary-program.ts';

const signal = new AbortController().signal;
const started = startPrograms();
const holders = createHolders({ command: createCommand(), clock: systemClock });

let folder: string;
let root: string;
let library: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'holders ')));
  root = join(folder, 'env é');
  await mkdir(join(root, 'lib'), { recursive: true });
  await mkdir(join(root, 'bin'));
  library = join(root, 'lib', '_core.cpython-311.so');
  await writeFile(library, 'library');
});

afterEach(async () => {
  await started.end();
  await rm(folder, { recursive: true });
});

const find = (...paths: string[]): Promise<Holder[]> => holders.find({ root, paths, signal });
const pidsOf = (found: readonly Holder[]): number[] => found.map(({ pid }) => pid);

describeOnLinux('who holds a file', () => {
  test("is the environment's own Python that has mapped a library, named with all that tells it", async () => {
    const program = join(root, 'bin', 'python');
    await symlink(testPython() ?? '', program);
    const began = Date.now();
    const pid = await started.holding(library, 'mapped', { program });
    const [holder, ...others] = await find(root);
    expect(others).toEqual([]);
    expect(holder).toEqual({
      pid,
      name: 'python',
      program: await realpath(testPython() ?? ''),
      startedAt: expect.any(Number),
      identity: expect.stringMatching(/^[\da-f-]{36} \d+$/),
      kind: 'environment',
      why: null,
      files: [library],
    });
    expect(Math.abs((holder?.startedAt ?? 0) - began)).toBeLessThan(2000);
  });

  test('is another Python that loads from the environment, and a program of the user that only reads there', async () => {
    const text = join(root, 'lib', 'odd\nname (deleted)');
    await writeFile(text, 'text');
    const python = await started.holding(library, 'mapped');
    const reader = await started.holding(text, 'open');
    const inside = await started.alone('sleep', ['60'], { cwd: join(root, 'lib') });
    const found = await find(join(root, 'lib'));
    expect(found.map(({ pid, name, kind, files }) => ({ pid, name, kind, files }))).toEqual([
      { pid: python, name: expect.stringMatching(/^python/), kind: 'environment', files: [library] },
      { pid: reader, name: expect.stringMatching(/^python/), kind: 'user', files: [text] },
      { pid: inside, name: 'sleep', kind: 'user', files: [join(root, 'lib')] },
    ]);
  });

  test('is a program that runs from the environment', async () => {
    const program = join(root, 'bin', 'a program with a name that is long');
    await symlink('/bin/sleep', program);
    const called = await started.alone(program, ['60'], { cwd: root });
    expect(await find(root)).toEqual([expect.objectContaining({ pid: called, kind: 'environment', files: [root] })]);
  });

  test('is nobody who holds other files, beside the environment or not asked about, or deleted ones', async () => {
    const other = join(folder, 'env é2');
    const elsewhere = join(root, 'bin', 'file');
    const gone = join(root, 'lib', 'gone.so');
    await mkdir(other);
    for (const file of [join(other, 'file'), elsewhere, gone]) await writeFile(file, 'text');
    for (const file of [join(other, 'file'), elsewhere]) await started.holding(file, 'mapped');
    const deleted = await started.holding(gone, 'mapped');
    expect(pidsOf(await find(join(root, 'lib')))).toEqual([deleted]);
    await unlink(gone);
    expect(await find(join(root, 'lib'))).toEqual([]);
    expect(await find()).toEqual([]);
    expect(await find(join(root, 'never'))).toEqual([]);
  });

  test('is found by the new name of a file, and through links to the environment and in it', async () => {
    const pid = await started.holding(library, 'mapped');
    const moved = join(root, 'bin', 'moved.so');
    await rename(library, moved);
    expect(await find(library)).toEqual([]);
    expect((await find(moved))[0]?.files).toEqual([moved]);
    await symlink(root, join(folder, 'link'));
    await symlink('bin', join(root, 'bin64'));
    const linked = join(folder, 'link');
    for (const path of [linked, join(linked, 'bin64', 'moved.so'), join(root, 'bin64', 'moved.so')])
      expect(pidsOf(await holders.find({ root: linked, paths: [path], signal })), path).toEqual([pid]);
  });

  test('is found among thousands of files', async () => {
    const pid = await started.holding(library, 'mapped');
    const paths = Array.from({ length: 5000 }, (_, at) => join(root, `lib ${at % 500}`, `file ${at}`));
    expect(await find(...paths)).toEqual([]);
    expect(pidsOf(await find(...paths, library))).toEqual([pid]);
  });

  test('is told by the kind, our own children first', async () => {
    await writeFile(join(root, 'pyvenv.cfg'), '');
    const users = await started.alone('sleep', ['60'], { cwd: root });
    const environments = await started.holding(library, 'mapped');
    const marked = await started.alone('sleep', ['60'], { cwd: root, env: { [markVariable]: markOfThisProcess } });
    const another = await started.alone('sleep', ['60'], { cwd: root, env: { [markVariable]: 'another' } });
    const child = await started.child('/bin/sh', ['-c', 'sleep 60 & echo $! > pid; wait'], { cwd: root });
    const read = async () => Number(await readFile(join(root, 'pid'), 'utf8').catch(() => ''));
    await until(async () => (await read()) > 0);
    const grandchild = started.add(await read());
    const found = await find(root);
    expect(found.map(({ pid, kind }) => `${pid} ${kind}`)).toEqual([
      ...[marked, child, grandchild].sort((a, b) => a - b).map((pid) => `${pid} own-child`),
      `${environments} environment`,
      ...[users, another].sort((a, b) => a - b).map((pid) => `${pid} user`),
    ]);
  });

  test('is never offered where it is this application or what started it', async () => {
    const found = await holders.find({ root: process.cwd(), paths: [process.cwd()], signal });
    const ours = found.filter(({ pid }) => [process.pid, process.ppid].includes(pid));
    expect(ours.map(({ kind, why }) => `${kind} ${why}`)).toEqual([
      'protected this-application',
      'protected this-application',
    ]);
  });

  rootTest("is never offered where it is another user's", async () => {
    const pid = await started.child('sleep', ['60'], { cwd: root, uid: 65534 });
    expect(await find(root)).toEqual([
      expect.objectContaining({ pid, name: 'sleep', kind: 'protected', why: 'other-user' }),
    ]);
  });

  rootTest('is nobody who has other files by the same names, in a container', async (context) => {
    const hide = [
      '-m',
      'sh',
      '-c',
      'mount -t tmpfs none "$0/lib" && cd "$0/lib" && echo > ready && exec sleep 60',
      root,
    ];
    const see = ['-m', 'sh', '-c', 'cd "$0/bin" && exec sleep 60', root];
    const hidden = await started.child('unshare', hide);
    const seeing = await started.child('unshare', see);
    const isAt = async (pid: number, name: string) => (await readlink(`/proc/${pid}/cwd`)) === join(root, name);
    try {
      await until(async () => (await isAt(hidden, 'lib')) && (await isAt(seeing, 'bin')));
    } catch {
      context.skip('this system makes no mount namespaces');
    }
    const found = await find(root);
    expect(pidsOf(found)).toEqual([seeing]);
  });
});

const systemWith = (changes: Partial<HolderSystem>): HolderSystem => ({
  search: async () => undefined,
  describe: async () => [],
  relatives: async () => new Map(),
  signal: async () => 'gone',
  ...changes,
});

const never = new Promise<void>(() => undefined);

test('the search ends with its time, and with what it has found until then', async () => {
  const facts = { ...ordinaryProgram, pid: 4_194_000, name: 'n', program: null } as const;
  let aborted: boolean | null = null;
  const system = systemWith({
    search: async ({ see, signal }) => {
      see({ pid: facts.pid, files: ['1', '2', '3', '4', '5', '6'], identity: 'i', name: 'better name', role: null });
      see({ pid: 4_194_001, files: ['7'], identity: 'of one that has ended', name: null, role: null });
      signal.addEventListener('abort', () => {
        aborted = true;
      });
      await never;
    },
    describe: async () => [facts, { ...facts, pid: 4_194_001 }],
  });
  const slow = createHolders({ command: createCommand(), clock: systemClock, system, timeLimitMs: 100 });
  expect(await slow.find({ root, paths: [root], signal })).toEqual([
    {
      pid: facts.pid,
      name: 'better name',
      program: null,
      startedAt: null,
      identity: 'i',
      kind: 'user',
      why: null,
      files: ['1', '2', '3', '4', '5'],
    },
  ]);
  expect(aborted).toBe(true);
});

test('the search is cut short by a cancel', async () => {
  const abort = new AbortController();
  const system = systemWith({
    search: async () => {
      abort.abort();
      await never;
    },
  });
  const slow = createHolders({ command: createCommand(), clock: systemClock, system });
  const request = { root, paths: [root], signal: abort.signal };
  await expect(slow.find(request)).rejects.toThrow('cancelled');
  await expect(slow.find(request)).rejects.toThrow('cancelled');
});
