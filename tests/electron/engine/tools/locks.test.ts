import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLocks } from '../../../../electron/engine/tools/locks.ts';
import { failureOf } from '../../../support/failure-of.ts';

const locks = createLocks();

let folder: string;
let root: string;
let own: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'locks '));
  root = join(folder, 'env');
  own = join(root, '.smart-installer');
  path = join(own, 'lock');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const put = async (text: string, ageMs = 0) => {
  await mkdir(own, { recursive: true });
  await writeFile(path, text);
  const at = new Date(Date.now() - ageMs);
  await utimes(path, at, at);
};

/** A lock as this very process would write it, with parts of it changed. */
const lockOfOurs = async (changes: Record<string, unknown> = {}): Promise<string> => {
  const { release } = await locks.acquire(root, 'sample');
  const sample: unknown = JSON.parse(await readFile(path, 'utf8'));
  await release();
  return JSON.stringify({ ...Object(sample), mark: 'of nobody', ...changes });
};

/** Takes the lock, which must work, and gives it back. */
const takeAndGiveBack = async () => {
  const lock = await locks.acquire(root, 'next');
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ pid: process.pid, run: 'next' });
  await lock.release();
};

/** A pid that nobody has: of a process that has just ended. */
const deadPid = async (): Promise<number> => {
  const child = spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' });
  await once(child, 'exit');
  return child.pid ?? 0;
};

describe('acquire and release', () => {
  test('leave nothing behind where nothing was', async () => {
    const lock = await locks.acquire(root, 'r1');
    expect(lock.createdRoot).toBe(true);
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({
      pid: process.pid,
      run: 'r1',
      since: expect.closeTo(Date.now(), -4),
    });
    expect(await readdir(own)).toEqual(['lock']);
    await lock.release();
    expect(existsSync(root)).toBe(false);
    expect(existsSync(folder)).toBe(true);
  });

  test('leave a folder that was there, and what a run made in it', async () => {
    await mkdir(root);
    const first = await locks.acquire(root, 'r1');
    expect(first.createdRoot).toBe(false);
    await first.release();
    expect(await readdir(root)).toEqual([]);

    const second = await locks.acquire(root, 'r2');
    await writeFile(join(own, 'marker.json'), '{}');
    await second.release();
    expect(await readdir(own)).toEqual(['marker.json']);
  });

  test('leave a new root that has become an environment', async () => {
    const lock = await locks.acquire(root, 'r1');
    await writeFile(join(root, 'pyvenv.cfg'), '');
    await lock.release();
    expect(await readdir(root)).toEqual(['pyvenv.cfg']);
  });

  test('may be repeated, and giving back twice is giving back once', async () => {
    const first = await locks.acquire(root, 'r1');
    await first.release();
    const second = await locks.acquire(root, 'r2');
    await first.release();
    expect(await failureOf(locks.check(root))).toMatchObject({ code: 'environment-busy' });
    await second.release();
    expect(existsSync(root)).toBe(false);
  });

  test('make the folders above, too', async () => {
    root = join(folder, 'a', 'b', 'env');
    const lock = await locks.acquire(root, 'r1');
    await lock.release();
    expect(existsSync(root)).toBe(false);
  });

  test('do not remove what another has put there meanwhile', async () => {
    const lock = await locks.acquire(root, 'r1');
    await writeFile(path, 'of another');
    await lock.release();
    expect(await readFile(path, 'utf8')).toBe('of another');
  });
});

describe('a live owner', () => {
  test('is named with its pid and its beginning, to the same process too', async () => {
    const lock = await locks.acquire(root, 'r1');
    const { since } = JSON.parse(await readFile(path, 'utf8'));
    const busy = { code: 'environment-busy', path: root, pid: process.pid, since };
    expect(await failureOf(locks.acquire(root, 'r2'))).toEqual(busy);
    expect(await failureOf(locks.check(root))).toEqual(busy);
    expect(await readdir(own)).toEqual(['lock']);
    await lock.release();
    await locks.check(root);
  });

  test('in another computer or container lives while it touches its lock', async () => {
    const elsewhere = await lockOfOurs({ place: 'another computer', pid: 1 });
    await put(elsewhere, 30_000);
    expect(await failureOf(locks.acquire(root, 'r'))).toMatchObject({ code: 'environment-busy', pid: 1 });
    expect(await failureOf(locks.check(root))).toMatchObject({ code: 'environment-busy', pid: 1 });
    await put(elsewhere, 90_000);
    await locks.check(root);
    await takeAndGiveBack();
  });
});

describe("a dead owner's lock", () => {
  test('is taken over when its process is gone', async () => {
    await put(await lockOfOurs({ pid: await deadPid() }));
    await locks.check(root);
    await takeAndGiveBack();
  });

  test('is taken over after what it had started is ended, and nothing else', async (context) => {
    if (process.platform !== 'linux') context.skip('only Linux tells who started a process');
    const tools = new URL('../../../../electron/engine/tools/', import.meta.url).href;
    const killed = spawn(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `const { createLocks } = await import(${JSON.stringify(`${tools}locks.ts`)});
         const { createCommand } = await import(${JSON.stringify(`${tools}command.ts`)});
         const told = [];
         const start = (script) => new Promise((resolve) => createCommand()('/bin/sh', ['-c', script], { signal: new AbortController().signal, onLine: (line) => { told.push(line); resolve(); } }));
         await start('echo $$; exec sleep 40');
         await new Promise((resolve) => setTimeout(resolve, 1500));
         await createLocks().acquire(${JSON.stringify(root)}, 'r');
         await start('trap "" TERM; (trap "" TERM; echo $$; while :; do sleep 1; done)');
         process.stdout.write(told.join(' '), () => process.kill(process.pid, 'SIGKILL'));`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [[text]] = await Promise.all([once(killed.stdout, 'data'), once(killed, 'exit')]);
    const [before = 0, under = 0] = String(text).split(' ').map(Number);
    const works = async (pid: number) => (await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '')) !== '';
    expect([await works(before), await works(under)]).toEqual([true, true]);

    await locks.check(root);
    expect([await works(before), await works(under)]).toEqual([true, true]);
    await takeAndGiveBack();
    expect([await works(before), await works(under)]).toEqual([true, false]);
    process.kill(before, 'SIGKILL');
  });

  test('is taken over when its pid belongs to another process now', async (context) => {
    if (process.platform !== 'linux') context.skip('only Linux tells when a process started');
    const { started } = JSON.parse(await lockOfOurs());
    await put(await lockOfOurs({ started: `${started}0` }));
    await locks.check(root);
    await takeAndGiveBack();
  });

  test('is taken over when it is older than the last start of the system', async () => {
    await put(await lockOfOurs({ started: null, since: 1_000_000_000_000 }));
    await locks.check(root);
    await takeAndGiveBack();
  });

  test('is kept when only the pid can be asked, and it lives', async () => {
    await put(await lockOfOurs({ started: null, since: Date.now() }));
    expect(await failureOf(locks.acquire(root, 'r'))).toMatchObject({ code: 'environment-busy' });
  });

  test.each([
    '',
    '{"pid": 12',
    '[]',
    '{"pid":-1,"started":null,"place":"x","run":"r","since":0,"token":"t"}',
    '\0\0\0\0',
  ])('is taken over when it is garbled: %j', async (text) => {
    await put(text, 10_000);
    await locks.check(root);
    await takeAndGiveBack();
  });

  test('that is garbled and young may still be being written, and is waited for', async () => {
    await put('', 3500);
    const began = performance.now();
    await takeAndGiveBack();
    expect(performance.now() - began).toBeGreaterThan(1200);
  });

  /** Another process that acquires the lock, with one function of the file system changed. */
  const takerWith = (change: string) =>
    spawn(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `import fs from 'node:fs/promises'; import { existsSync, writeFileSync } from 'node:fs'; import { syncBuiltinESMExports } from 'node:module';
         ${change}; syncBuiltinESMExports();
         const { createLocks } = await import(${JSON.stringify(new URL('../../../../electron/engine/tools/locks.ts', import.meta.url).href)});
         await createLocks().acquire(${JSON.stringify(root)}, 'r').catch((error) => process.exit(error.failure?.code === 'environment-busy' ? 3 : 1));
         process.exit(0);`,
      ],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    );

  test('is taken over although another died while it took it over, and the remains go', async () => {
    const dead = await lockOfOurs({ pid: await deadPid() });
    await put(dead);
    const [, signal] = await once(takerWith(`fs.rename = () => process.kill(process.pid, 'SIGKILL')`), 'exit');
    expect(signal).toBe('SIGKILL');
    expect((await readdir(own)).length).toBeGreaterThan(2);
    expect(await readFile(path, 'utf8')).toBe(dead);

    const lock = await locks.acquire(root, 'next');
    expect(await readdir(own)).toEqual(['lock']);
    await lock.release();
  });

  test('is not taken by one who was interrupted after it saw the dead owner, when another was faster', async () => {
    await put(await lockOfOurs({ pid: await deadPid() }));
    const [seen, goOn] = [join(folder, 'seen'), join(folder, 'go on')];
    const slow = takerWith(`
      const link = fs.link;
      fs.link = async (from, to) => {
        if (/lock\\.[0-9a-f]{16}$/.test(to)) { writeFileSync(${JSON.stringify(seen)}, ''); while (!existsSync(${JSON.stringify(goOn)})) await new Promise((r) => setTimeout(r, 5)); }
        return link(from, to);
      }`);
    const ended = once(slow, 'exit');
    while (!existsSync(seen)) await new Promise((resolve) => setTimeout(resolve, 5));
    const lock = await locks.acquire(root, 'faster');
    await writeFile(goOn, '');
    expect((await ended)[0]).toBe(3);
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ pid: process.pid, run: 'faster' });
    await lock.release();
  });
});

describe('check', () => {
  test('creates nothing', async () => {
    await locks.check(root);
    expect(existsSync(root)).toBe(false);
    await mkdir(root);
    await locks.check(root);
    expect(await readdir(root)).toEqual([]);
    await put('', 10_000);
    await locks.check(root);
    expect(await readdir(own)).toEqual(['lock']);
  });

  test('of a file is content: others say what is wrong with it', async () => {
    await writeFile(root, '');
    await locks.check(root);
  });
});

describe('what is refused', () => {
  test('a file', async () => {
    await writeFile(root, '');
    expect(await failureOf(locks.acquire(root, 'r'))).toEqual({ code: 'environment-is-a-file', path: root });
  });

  test('a folder in which this user may not write', async (context) => {
    if (process.platform === 'win32' || process.getuid?.() === 0) context.skip('root may write everywhere');
    await mkdir(root);
    await chmod(root, 0o555);
    expect(await failureOf(locks.acquire(root, 'r'))).toEqual({ code: 'environment-not-writable', path: root });
  });

  test('a folder on a file system that nobody may write to', async (context) => {
    if (process.platform !== 'linux') context.skip('needs /sys');
    expect(await failureOf(locks.acquire('/sys/env', 'r'))).toMatchObject({ code: 'environment-not-writable' });
  });

  test('an own folder that leads out of the environment', async (context) => {
    if (process.platform === 'win32') context.skip('symbolic links need a right on Windows');
    const outside = join(folder, 'outside');
    await mkdir(outside);
    await mkdir(root);
    await symlink(outside, own);
    expect(await failureOf(locks.acquire(root, 'r'))).toEqual({
      code: 'environment-not-ours',
      path: root,
      found: '.smart-installer',
    });
    expect(await readdir(outside)).toEqual([]);
    expect((await stat(outside)).isDirectory()).toBe(true);
  });
});

describe('many processes at once', () => {
  const contender = fileURLToPath(new URL('./locks-contender.ts', import.meta.url));

  const start = (log: string, rounds: number, deathRate: number, links: string) =>
    spawn(process.execPath, [contender, root, log, String(rounds), String(deathRate), links], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });

  /** Reads the log and fails at the first process that came in while another one was in. */
  const count = async (log: string, killed: ReadonlySet<number>): Promise<number> => {
    const text = await readFile(log, 'utf8');
    let inside: number | null = null;
    let entered = 0;
    for (const line of text.trimEnd().split('\n')) {
      const [what, who] = line.split(' ');
      const pid = Number(who);
      if (what === 'enter') {
        expect(inside === null || killed.has(inside), `${pid} entered while ${inside} was inside`).toBe(true);
        inside = pid;
        entered += 1;
      } else {
        expect(inside, `${pid} left`).toBe(pid);
        inside = null;
      }
    }
    return entered;
  };

  /** Keeps `count` contenders going until each has come to its end once; who dies is replaced. */
  const fight = async (
    log: string,
    {
      rounds,
      deathRate,
      links = 'links',
      kill = false,
    }: { rounds: number; deathRate: number; links?: string; kill?: boolean },
  ) => {
    const killed = new Set<number>();
    const live = new Set<ChildProcess>();
    const codes: (number | null)[] = [];
    let deaths = 0;
    const contend = async (): Promise<void> => {
      const child = start(log, rounds, deathRate, links);
      live.add(child);
      const [code, signal] = await once(child, 'exit');
      live.delete(child);
      if (signal === 'SIGKILL') {
        deaths += 1;
        return contend();
      }
      codes.push(code);
    };
    let left = kill ? 15 : 0;
    const killer = setInterval(() => {
      const victim = [...live][Math.floor(Math.random() * live.size)];
      if (victim?.pid === undefined || left === 0) return;
      left -= 1;
      killed.add(victim.pid);
      victim.kill('SIGKILL');
    }, 120);
    await Promise.all(Array.from({ length: 8 }, contend));
    clearInterval(killer);
    expect(codes).toEqual(Array(8).fill(0));
    return { entered: await count(log, killed), deaths };
  };

  test('have it one at a time, over many rounds', { timeout: 240_000 }, async () => {
    const { entered } = await fight(join(folder, 'log'), { rounds: 15, deathRate: 0 });
    expect(entered).toBe(120);
    expect(existsSync(own)).toBe(false);
  });

  test('have it one at a time, also where owners die with it', { timeout: 240_000 }, async () => {
    const { entered, deaths } = await fight(join(folder, 'log'), { rounds: 6, deathRate: 0.15 });
    expect(entered).toBeGreaterThanOrEqual(48);
    expect(deaths).toBeGreaterThan(0);
  });

  test('have it one at a time, also where any of them is killed at any moment', { timeout: 240_000 }, async () => {
    const { deaths } = await fight(join(folder, 'log'), { rounds: 14, deathRate: 0, kill: true });
    expect(deaths).toBeGreaterThan(0);
    await takeAndGiveBack();
    expect(existsSync(path)).toBe(false);
  });

  test('have it one at a time on a file system without hard links', { timeout: 240_000 }, async () => {
    const { entered } = await fight(join(folder, 'log'), { rounds: 5, deathRate: 0.05, links: 'no-links' });
    expect(entered).toBeGreaterThanOrEqual(40);
  });
});
