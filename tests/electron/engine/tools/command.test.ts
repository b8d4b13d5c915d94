import { spawn } from 'node:child_process';
import { getEventListeners, once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Cancelled } from '../../../../electron/engine/failing.ts';
import type { CommandOptions } from '../../../../electron/engine/interfaces/command.ts';
import { createCommand } from '../../../../electron/engine/tools/command.ts';
import { posixTest } from '../../../support/platform-tests.ts';

const command = createCommand();
const never = new AbortController().signal;
const onWindows = process.platform === 'win32';

/** Runs a piece of JavaScript in a Node of its own. */
const node = (script: string, options: Partial<CommandOptions> = {}, args: readonly string[] = []) =>
  command(process.execPath, ['-e', script, ...args], { signal: never, ...options });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'command ü '));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const isAlive = async (pid: number): Promise<boolean> => {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  if (process.platform !== 'linux') return true;
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ') X');
  return !/^[ZX]/.test(stat.slice(stat.lastIndexOf(')') + 2));
};

const until = async (holds: () => boolean | Promise<boolean>, withinMs: number): Promise<boolean> => {
  const deadline = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return true;
};

/** A file of pids that a tree of processes writes, one each. */
const pidsIn = async (file: string): Promise<number[]> => {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.split('\n').filter(Boolean).map(Number);
};

/** A program whose child and grandchild stay, and ignore being asked to end where `stubborn`. */
const tree = (pids: string, stubborn: boolean): string => `
  const { appendFileSync } = require('node:fs');
  const { spawn } = require('node:child_process');
  const depth = Number(process.argv[1] ?? 2);
  process.on('SIGTERM', () => { appendFileSync(${JSON.stringify(pids)} + '.asked', 'x'); if (!${stubborn}) process.exit(0); });
  appendFileSync(${JSON.stringify(pids)}, process.pid + '\\n');
  if (depth > 0) spawn(process.execPath, ['-e', process.env.SCRIPT, String(depth - 1)], { stdio: 'inherit' });
  console.log('started ' + depth);
  setInterval(() => {}, 1000);
`;

describe('what a program says', () => {
  test('comes line by line while it runs, from both streams', async () => {
    const lines: [string, string, number][] = [];
    const result = await node(
      `console.log('one'); console.error('two'); setTimeout(() => process.stdout.write('10%\\r20%\\rthree\\r\\nlast'), 300)`,
      { onLine: (line, stream) => lines.push([line, stream, performance.now()]) },
    );
    expect(lines.filter(([, stream]) => stream === 'stdout').map(([line]) => line)).toEqual([
      'one',
      '10%',
      '20%',
      'three',
      'last',
    ]);
    expect(lines.filter(([, stream]) => stream === 'stderr').map(([line]) => line)).toEqual(['two']);
    const [one, last] = [lines[0], lines.at(-1)];
    expect((last?.[2] ?? 0) - (one?.[2] ?? 0)).toBeGreaterThan(200);
    expect(result).toEqual({
      exitCode: 0,
      stdout: 'one\n10%\r20%\rthree\r\nlast',
      stderr: 'two\n',
      tail: expect.arrayContaining(['one', 'two', '10%', '20%', 'three', 'last']),
      timedOut: false,
      notStarted: false,
    });
  });

  test('keeps characters whole that arrive in pieces', async () => {
    const lines: string[] = [];
    const { stdout } = await node(
      `const bytes = Buffer.from('Größe 日本 🐍\\n'); let at = 0;
       const timer = setInterval(() => at < bytes.length ? process.stdout.write(bytes.subarray(at, ++at)) : clearInterval(timer), 3)`,
      { onLine: (line) => lines.push(line) },
    );
    expect(lines).toEqual(['Größe 日本 🐍']);
    expect(stdout).toBe('Größe 日本 🐍\n');
  });

  test('has its last 20 lines in the tail', async () => {
    const { tail } = await node(`for (let n = 1; n <= 500; n++) console.log('line ' + n)`);
    expect(tail).toEqual(Array.from({ length: 20 }, (_, n) => `line ${n + 481}`));
  });

  test('has no credentials in lines and tail', async () => {
    const lines: string[] = [];
    const { tail } = await node(`console.log('Looking in indexes: https://me:hunter2@index.example/simple')`, {
      onLine: (line) => lines.push(line),
    });
    expect(lines).toEqual(['Looking in indexes: https://***@index.example/simple']);
    expect(tail).toEqual(lines);
  });

  test('is kept to its end where it is far too much', async () => {
    const { stdout, exitCode } = await node(`
      const block = 'x'.repeat(1023) + '\\n'; let left = 20 * 1024;
      const more = () => { while (left-- > 0) if (!process.stdout.write(block)) return process.stdout.once('drain', more); process.stdout.write('the end\\n') };
      more()`);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^\[the first \d+ bytes were left out\]\n/);
    expect(stdout.length).toBeLessThan(17 * 1024 * 1024);
    expect(stdout.endsWith('x\nthe end\n')).toBe(true);
  });
});

describe('what a program is given', () => {
  test('arguments as they are, a folder, input, and variables added and removed', async () => {
    process.env['COMMAND_TEST_REMOVED'] = 'still here';
    const { stdout } = await node(
      `process.stdin.setEncoding('utf8'); let input = ''; process.stdin.on('data', (d) => input += d).on('end', () => console.log(JSON.stringify({
        args: process.argv.slice(1), cwd: process.cwd(), input, added: process.env.COMMAND_TEST_ADDED, removed: process.env.COMMAND_TEST_REMOVED ?? null,
        path: (process.env.PATH ?? '') !== '' })))`,
      { cwd: folder, input: 'grüße\n', env: { COMMAND_TEST_ADDED: 'a b', COMMAND_TEST_REMOVED: undefined } },
      ['$HOME', '*', 'a "b" c', "d'e", '; echo no', '', 'ü'],
    );
    delete process.env['COMMAND_TEST_REMOVED'];
    expect(JSON.parse(stdout)).toEqual({
      args: ['$HOME', '*', 'a "b" c', "d'e", '; echo no', '', 'ü'],
      cwd: folder,
      input: 'grüße\n',
      added: 'a b',
      removed: null,
      path: true,
    });
  });

  test('no input where there is none, so that a question does not wait for an answer', async () => {
    const { stdout } = await node(`process.stdin.on('end', () => console.log('no answer')).resume()`, {
      timeLimitMs: 5000,
    });
    expect(stdout).toBe('no answer\n');
  });

  test('input that it does not read is no error', async () => {
    const { exitCode } = await node(`process.exit(3)`, { input: 'x'.repeat(1_000_000) });
    expect(exitCode).toBe(3);
  });
});

describe('how it ends', () => {
  test('its exit code is a result, not a throw', async () => {
    expect(await node(`console.error('sorry'); process.exit(7)`)).toMatchObject({
      exitCode: 7,
      stderr: 'sorry\n',
      timedOut: false,
      notStarted: false,
    });
  });

  posixTest('a signal leaves no exit code, and its name', async () => {
    expect(await node(`process.kill(process.pid, 'SIGSEGV')`)).toMatchObject({
      exitCode: null,
      signal: 'SIGSEGV',
      timedOut: false,
      notStarted: false,
    });
  });

  test('a missing program was not started, and the tail says which', async () => {
    const result = await command('no-such-program-anywhere', [], { signal: never });
    expect(result).toMatchObject({ exitCode: null, notStarted: true, timedOut: false });
    expect(result.tail.join()).toContain('no-such-program-anywhere');
    expect(await command(join(folder, 'absent'), [], { signal: never })).toMatchObject({ notStarted: true });
  });

  posixTest('a file that may not be executed was not started', async () => {
    const file = join(folder, 'plain.txt');
    await writeFile(file, 'text');
    await chmod(file, 0o644);
    expect(await command(file, [], { signal: never })).toMatchObject({ exitCode: null, notStarted: true });
  });

  test('a missing working folder is told apart from a missing program by its message', async () => {
    const result = await command(process.execPath, ['-e', '0'], { signal: never, cwd: join(folder, 'nowhere') });
    expect(result.notStarted).toBe(true);
    expect(result.tail.join()).toContain('nowhere');
  });

  test('a time limit ends it and keeps what it said', async () => {
    const began = performance.now();
    const result = await node(
      `console.log('hanging'); process.stdout.write('and no end'); setInterval(() => {}, 1000)`,
      { timeLimitMs: 1500 },
    );
    expect(result).toMatchObject({
      exitCode: null,
      timedOut: true,
      notStarted: false,
      stdout: 'hanging\nand no end',
      tail: ['hanging', 'and no end'],
    });
    expect(performance.now() - began).toBeLessThan(15_000);
  });

  test('a listener that throws ends it, and the error is thrown on', async () => {
    const began = performance.now();
    const trouble = new Error('listener');
    await expect(
      node(`console.log('x'); setInterval(() => {}, 1000)`, {
        onLine: () => {
          throw trouble;
        },
      }),
    ).rejects.toBe(trouble);
    expect(performance.now() - began).toBeLessThan(15_000);
  });

  test('a listener that throws at the very last line is not lost', async () => {
    const trouble = new Error('listener');
    await expect(
      node(`process.stdout.write('no newline')`, {
        onLine: () => {
          throw trouble;
        },
      }),
    ).rejects.toBe(trouble);
  });
});

describe('cancel', () => {
  test('before it began starts nothing', async () => {
    const file = join(folder, 'must-not-be');
    await expect(
      node(`require('node:fs').writeFileSync(${JSON.stringify(file)}, '')`, { signal: AbortSignal.abort() }),
    ).rejects.toBeInstanceOf(Cancelled);
    await expect(readFile(file)).rejects.toThrow();
  });

  test.each([
    ['that goes when asked', false],
    ['that ignores being asked', true],
  ])('ends a whole tree %s', async (_, stubborn) => {
    const pids = join(folder, `pids-${stubborn}`);
    const script = tree(pids, stubborn);
    const abort = new AbortController();
    const running = node(script, { signal: abort.signal, env: { SCRIPT: script } });
    expect(await until(async () => (await pidsIn(pids)).length === 3, 20_000)).toBe(true);
    const began = performance.now();
    abort.abort();
    await expect(running).rejects.toBeInstanceOf(Cancelled);
    expect(performance.now() - began).toBeLessThan(5000);
    for (const pid of await pidsIn(pids)) expect(await isAlive(pid)).toBe(false);
    if (!onWindows) expect(await readFile(`${pids}.asked`, 'utf8')).toBe('xxx');
  });

  posixTest('ends what a program that is gone left running, while its output is still read', async () => {
    const pids = join(folder, 'pids-orphan');
    const abort = new AbortController();
    const running = command(
      '/bin/sh',
      [
        '-c',
        `"$0" -e 'process.on("SIGTERM", () => {}); console.log(process.pid); require("fs").writeFileSync(process.argv[1], process.pid + "\\n"); setInterval(() => console.log("chatty"), 20)' "$1" &`,
        process.execPath,
        pids,
      ],
      { signal: abort.signal },
    );
    expect(await until(async () => (await pidsIn(pids)).length === 1, 20_000)).toBe(true);
    abort.abort();
    await expect(running).rejects.toBeInstanceOf(Cancelled);
    const [pid] = await pidsIn(pids);
    expect(await isAlive(pid ?? 0)).toBe(false);
  });

  test('leaves no listener on the signal of a run that has many commands', async () => {
    const { signal } = new AbortController();
    await node('0', { signal });
    await command('no-such-program-anywhere', [], { signal });
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });
});

describe('what it leaves running', () => {
  posixTest('is ended with it where that is asked for, also where it ignores being asked', async () => {
    const pids = join(folder, 'pids-left');
    const started: number[] = [];
    const result = await node(
      `const child = require('node:child_process').spawn(process.execPath, ['-e', 'process.on("SIGTERM", () => {}); console.log("here"); setInterval(() => {}, 1000)'], { stdio: ['ignore', 'pipe', 'inherit'] });
       require('node:fs').writeFileSync(process.argv[1], child.pid + '\\n');
       child.stdout.once('data', () => process.exit(3))`,
      { endsWhatIsLeft: true, onStart: (pid) => started.push(pid) },
      [pids],
    );
    expect(result.exitCode).toBe(3);
    expect(started).toHaveLength(1);
    const [pid] = await pidsIn(pids);
    expect(await isAlive(pid ?? 0)).toBe(false);
  });

  posixTest('stays when it ended by itself, and does not hold us up with its open streams', async () => {
    const began = performance.now();
    const result = await command('/bin/sh', ['-c', 'sleep 30 & echo $!'], { signal: never });
    expect(performance.now() - began).toBeLessThan(20_000);
    expect(result.exitCode).toBe(0);
    const pid = Number(result.stdout);
    expect(await isAlive(pid)).toBe(true);
    process.kill(pid, 'SIGKILL');
  });

  posixTest('is ended with the program that ran over its time', async () => {
    const result = await command('/bin/sh', ['-c', 'sleep 30 & echo $!; wait'], { signal: never, timeLimitMs: 300 });
    expect(result.timedOut).toBe(true);
    expect(await isAlive(Number(result.stdout))).toBe(false);
  });

  test('nothing is left when this process exits in the middle of it', async () => {
    const pids = join(folder, 'pids-exit');
    const source = fileURLToPath(new URL('../../../../electron/engine/tools/command.ts', import.meta.url));
    const script = tree(pids, true);
    const host = spawn(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `const { createCommand } = await import(${JSON.stringify(`file://${source}`)});
         const { readFileSync } = await import('node:fs');
         createCommand()(process.execPath, ['-e', process.env.SCRIPT], { signal: new AbortController().signal, onLine: (line) => { if (line === 'started 0') process.exit(5) } });`,
      ],
      { env: { ...process.env, SCRIPT: script }, stdio: ['ignore', 'ignore', 'inherit'] },
    );
    const [code] = await once(host, 'exit');
    expect(code).toBe(5);
    const found = await pidsIn(pids);
    expect(found).toHaveLength(3);
    for (const pid of found) expect(await until(async () => !(await isAlive(pid)), 5000)).toBe(true);
  });
});
