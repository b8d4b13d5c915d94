import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../../../../electron/engine/tools/clock.ts';
import { createCommand } from '../../../../../electron/engine/tools/command.ts';
import type { HolderSystem, ProcessFacts } from '../../../../../electron/engine/tools/holders/facts.ts';
import { describeProcess } from '../../../../../electron/engine/tools/holders/linux-describe.ts';
import { createHolders } from '../../../../../electron/engine/tools/holders.ts';
import { readProcessStat } from '../../../../../electron/engine/tools/linux-processes.ts';
import type { Holder } from '../../../../../shared/holder.ts';
import { describeOnLinux, rootTest } from '../../../../support/platform-tests.ts';
import { isRunning, startPrograms, until } from '../../../../support/started.ts';
import { ordinaryProgram } from './ordinary-program.ts';

const signal = new AbortController().signal;
const started = startPrograms();
const holders = createHolders({ command: createCommand(), clock: systemClock, graceMs: 400 });

let root: string;
let file: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'ended '));
  file = join(root, 'file.so');
  await writeFile(file, 'library');
});

afterEach(async () => {
  await started.end();
  await rm(root, { recursive: true });
});

/** The holder with this pid, as the search names it. */
const holderWith = async (pid: number): Promise<Holder> => {
  const found = await holders.find({ root, paths: [root], signal });
  const holder = found.find((one) => one.pid === pid);
  if (holder === undefined) throw new Error(`${pid} was not found`);
  return holder;
};

/** Children write their pids into a file of the environment. */
const pidIn = async (name: string): Promise<number> => {
  const read = async () => Number(await readFile(join(root, name), 'utf8').catch(() => ''));
  await until(async () => (await read()) > 0);
  return started.add(await read());
};

describeOnLinux('a holder', () => {
  test('ends when it is asked, and is gone then', async () => {
    const pid = await started.holding(file, 'mapped');
    const holder = await holderWith(pid);
    const began = performance.now();
    expect(await holders.end(holder, signal)).toBe('ended');
    expect(performance.now() - began).toBeLessThan(400);
    expect(await isRunning(pid)).toBe(false);
    expect(await holders.end(holder, signal)).toBe('gone');
  });

  test('ends with what it started, also in a process group of its own, and nothing beside it', async () => {
    const beside = await started.alone('sleep', ['60'], { cwd: root });
    const script = 'setsid sh -c "echo \\$\\$ > grandchild; exec sleep 60" & sleep 60 & echo $! > child; wait';
    const pid = await started.alone('sh', ['-c', script], { cwd: root });
    const tree = [pid, await pidIn('child'), await pidIn('grandchild')];
    expect(await Promise.all(tree.map(isRunning))).toEqual([true, true, true]);
    expect(await holders.end(await holderWith(pid), signal)).toBe('ended');
    expect(await Promise.all([...tree, beside].map(isRunning))).toEqual([false, false, false, true]);
  });

  test('that does not listen is killed after the grace, with the child that does not listen either', async () => {
    const script = 'trap "" TERM; sh -c "echo \\$\\$ > child; exec sleep 60"; sleep 60';
    const pid = await started.alone('sh', ['-c', script], { cwd: root });
    const child = await pidIn('child');
    const began = performance.now();
    expect(await holders.end(await holderWith(pid), signal)).toBe('ended');
    expect(performance.now() - began).toBeGreaterThan(390);
    expect(await Promise.all([pid, child].map(isRunning))).toEqual([false, false]);
  });

  test.each([{ identity: '00000000-0000-0000-0000-000000000000 1' }, { program: '/usr/bin/another' }])(
    'whose pid another process has by now is left alone: %o',
    async (change) => {
      const pid = await started.holding(file, 'open');
      const holder = await holderWith(pid);
      expect(await holders.end({ ...holder, ...change }, signal)).toBe('gone');
      expect(await isRunning(pid)).toBe(true);
      expect(await holders.end(holder, signal)).toBe('ended');
    },
  );

  test('whose start is another than that of the process is left alone', async () => {
    const pid = await started.holding(file, 'open');
    const holder = await holderWith(pid);
    const [boot, ticks] = holder.identity.split(' ');
    const earlier = { ...holder, identity: `${boot} ${Number(ticks) - 1}` };
    expect(await holders.end(earlier, signal)).toBe('gone');
    expect(await isRunning(pid)).toBe(true);
  });

  test('that became another program after it was asked is not killed', async () => {
    const script = 'trap "exec sleep 60" TERM; while :; do sleep 0.05; done';
    const pid = await started.alone('sh', ['-c', script], { cwd: root });
    expect(await holders.end(await holderWith(pid), signal)).toBe('still-running');
    expect((await describeProcess(pid))?.program).toMatch(/sleep$/);
  });

  test('that has ended and whose parent did not ask how is gone', async () => {
    const parent = await started.alone('sh', ['-c', 'sleep 60 & echo $! > child; exec sleep 60'], { cwd: root });
    const child = await pidIn('child');
    const holder = await holderWith(child);
    process.kill(child, 'SIGKILL');
    await until(async () => (await readProcessStat(child))?.state === 'Z');
    expect(await holders.end(holder, signal)).toBe('gone');
    expect(await isRunning(parent)).toBe(true);
  });

  test('that ended as a zombie after it was asked is ended', async () => {
    await started.alone('sh', ['-c', 'sleep 60 & echo $! > child; exec sleep 60'], { cwd: root });
    const child = await pidIn('child');
    expect(await holders.end(await holderWith(child), signal)).toBe('ended');
    expect((await readProcessStat(child))?.state).toBe('Z');
  });

  test('is not killed after a cancel in the wait', async () => {
    const pid = await started.holding(file, 'deaf');
    const holder = await holderWith(pid);
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 100);
    await expect(holders.end(holder, abort.signal)).rejects.toThrow('cancelled');
    await expect(holders.end(holder, abort.signal)).rejects.toThrow('cancelled');
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await isRunning(pid)).toBe(true);
  });

  test('that is protected is left alone', async () => {
    const pid = await started.holding(file, 'open');
    const holder = await holderWith(pid);
    expect(await holders.end({ ...holder, kind: 'protected', why: 'service' }, signal)).toBe('protected');
    expect(await isRunning(pid)).toBe(true);
  });

  test('that is the application or its parent is left alone, whatever is said of it', async (context) => {
    if (!('typescript' in process.features) || process.features.typescript === false)
      context.skip('this Node runs no TypeScript');
    const script = fileURLToPath(new URL('end-own-parent.ts', import.meta.url));
    const args = ['-c', '"$0" "$1" "$2"; exit $?', process.execPath, script, root];
    const { stdout } = await promisify(execFile)('/bin/sh', args, { cwd: root });
    expect(JSON.parse(stdout)).toEqual([
      { name: 'sh', why: 'this-application', end: 'protected' },
      { name: 'node', why: 'this-application', end: 'protected' },
    ]);
  });

  rootTest("of another user is left alone, whatever is said of it, and so is such a child of a holder's", async () => {
    const others = await started.child('sleep', ['60'], { cwd: root, uid: 65534 });
    const holder = await holderWith(others);
    expect(await holders.end(holder, signal)).toBe('protected');
    expect(await holders.end({ ...holder, kind: 'user', why: null }, signal)).toBe('protected');
    expect(await isRunning(others)).toBe(true);

    const script = 'setpriv --reuid 65534 --clear-groups sleep 60 & echo $! > child; wait';
    const parent = await started.alone('sh', ['-c', script], { cwd: root });
    const child = await pidIn('child');
    await until(async () => (await describeProcess(child))?.sameUser === false);
    expect(await holders.end(await holderWith(parent), signal)).toBe('ended');
    expect(await Promise.all([parent, child].map(isRunning))).toEqual([false, true]);
  });
});

/** A system of processes that only writes down what it is asked to signal. */
const recording = (
  processes: readonly (Partial<ProcessFacts> & { pid: number; parent: number })[],
  answer: (how: string, pid: number) => 'sent' | 'gone' | 'refused',
) => {
  const signals: string[] = [];
  const all = processes.map((one) => ({ ...ordinaryProgram, ...one }));
  let left = all;
  const system: HolderSystem = {
    search: async () => undefined,
    describe: async (pids) => left.filter(({ pid }) => pids.includes(pid)),
    relatives: async () => new Map(left.map(({ pid, parent }) => [pid, { pid, parent, started: 1 }])),
    signal: async ({ pid }, how) => {
      signals.push(`${how} ${pid}`);
      const result = answer(how, pid);
      if (result === 'sent') left = left.filter((one) => one.pid !== pid);
      return result;
    },
  };
  const double = createHolders({ command: createCommand(), clock: systemClock, system, graceMs: 200 });
  return {
    signals,
    end: (pid: number) => double.end({ ...ordinaryProgram, pid, kind: 'user', why: null, files: [] }, signal),
  };
};

describe('with a double of the system', () => {
  const us = { pid: process.pid, parent: process.ppid };
  const family = [{ pid: 1, parent: 0 }, { pid: process.ppid, parent: 1 }, us, { pid: 4_194_001, parent: process.pid }];

  test('neither the first process, our parent nor we are signalled, nor what they started', async () => {
    const { signals, end } = recording(family, () => 'sent');
    for (const { pid } of family.slice(0, 3)) expect(await end(pid)).toBe('protected');
    expect(signals).toEqual([]);
    expect(await end(4_194_001)).toBe('ended');
  });

  test('what a protected child of the holder started is spared with it', async () => {
    const tree = [
      ...family,
      { pid: 4_194_010, parent: 1 },
      { pid: 4_194_011, parent: 4_194_010, sameUser: false },
      { pid: 4_194_012, parent: 4_194_011 },
      { pid: 4_194_013, parent: 4_194_010 },
    ];
    const { signals, end } = recording(tree, () => 'sent');
    expect(await end(4_194_010)).toBe('ended');
    expect(signals).toEqual(['ask 4194010', 'ask 4194013']);
  });

  test('what cannot be asked is killed without a wait, and what cannot be killed is said to be refused', async () => {
    const one = [...family, { pid: 4_194_010, parent: 1 }];
    const deaf = recording(one, (how) => (how === 'ask' ? 'refused' : 'sent'));
    const began = performance.now();
    expect(await deaf.end(4_194_010)).toBe('ended');
    expect(performance.now() - began).toBeLessThan(150);
    expect(deaf.signals).toEqual(['ask 4194010', 'kill 4194010']);
    expect(await recording(one, () => 'refused').end(4_194_010)).toBe('refused');
  });
});
