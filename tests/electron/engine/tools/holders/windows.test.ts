import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../../../../electron/engine/tools/clock.ts';
import { createCommand } from '../../../../../electron/engine/tools/command.ts';
import { createWindowsHolders, type WindowsCalls } from '../../../../../electron/engine/tools/holders/windows.ts';
import { rmProcessBytes } from '../../../../../electron/engine/tools/holders/windows-layouts.ts';
import { createHolders } from '../../../../../electron/engine/tools/holders.ts';
import type { Holder } from '../../../../../shared/holder.ts';
import { rmProcess } from './written-windows.ts';

const signal = new AbortController().signal;
const noon = 134_086_000_000_000_000n;

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'windows '));
  await mkdir(join(root, 'Lib'));
  for (let at = 0; at < 450; at += 1) await writeFile(join(root, 'Lib', `${String(at).padStart(3, '0')}.txt`), '');
  await writeFile(join(root, 'Lib', 'zz.pyd'), '');
});

afterEach(() => rm(root, { recursive: true }));

/** A process of the double: what Windows would tell of it, and which files it holds. */
interface Double {
  pid: number;
  parent?: number;
  program?: string | null;
  user?: string | null;
  started?: bigint;
  name?: string;
  type?: number;
  holds?: (file: string) => boolean;
  /** Since the Restart Manager was asked, another process has the pid. */
  seenAs?: bigint;
}

const windowsDouble = (processes: readonly Double[]) => {
  const all: Double[] = [{ pid: process.pid, program: process.execPath, user: 'us' }, ...processes];
  const asked: (readonly string[])[] = [];
  const sessions: (readonly string[])[] = [];
  const handles = new Set<number>();
  const calls: WindowsCalls = {
    start: () => ({ code: 0, session: sessions.push([]) - 1 }),
    register: async (session, files) => {
      sessions[session] = files;
      asked.push(files);
      return 0;
    },
    list: async (session, capacity) => {
      const holding = all.filter(({ holds }) => sessions[session]?.some((file) => holds?.(file)));
      const bytes = Buffer.alloc(capacity * rmProcessBytes);
      const given = holding.slice(0, capacity);
      Buffer.concat(
        given.map(({ pid, started = noon, seenAs = started, name = '', type = 1 }) =>
          rmProcess({ pid, started: seenAs, name, type }),
        ),
      ).copy(bytes);
      return { code: holding.length > capacity ? 234 : 0, needed: holding.length, count: given.length, bytes };
    },
    end: () => undefined,
    processes: () => all.map(({ pid, parent = 4 }) => ({ pid, parent, name: `listed ${pid}.exe` })),
    open: (pid) => {
      const found = all.find((one) => one.pid === pid);
      if (found === undefined || found.program === null) return null;
      handles.add(pid);
      const { started = noon, program = 'C:\\x\\editor.exe', user = 'us' } = found;
      return { started, program, user, hasEnded: false, close: () => handles.delete(pid) };
    },
  };
  const system = createWindowsHolders(async () => calls);
  const holders = createHolders({ command: createCommand(), clock: systemClock, system });
  return { asked, handles, holders, find: (): Promise<Holder[]> => holders.find({ root, paths: [root], signal }) };
};

const pyd = (file: string): boolean => file.endsWith('zz.pyd');

test('the Restart Manager is asked for many files at once, native code first, and the held ones are found by halves', async () => {
  const { find, asked, handles } = windowsDouble([
    { pid: 8000, name: 'Editor', holds: (file) => pyd(file) || file.endsWith('123.txt') },
  ]);
  expect(await find()).toEqual([
    {
      pid: 8000,
      name: 'Editor',
      program: 'C:\\x\\editor.exe',
      startedAt: Number((noon - 116_444_736_000_000_000n) / 10_000n),
      identity: String(noon),
      kind: 'user',
      why: null,
      files: [join(root, 'Lib', 'zz.pyd'), join(root, 'Lib', '123.txt')],
    },
  ]);
  expect(asked[0]?.[0]).toBe(join(root, 'Lib', 'zz.pyd'));
  expect(asked[0]).toHaveLength(200);
  expect(asked.length).toBeLessThan(40);
  expect(handles).toEqual(new Set());
});

test('where nobody holds anything it is asked three times for 451 files', async () => {
  const { find, asked } = windowsDouble([]);
  expect(await find()).toEqual([]);
  expect(asked.map((files) => files.length)).toEqual([200, 200, 51]);
});

test('who holds everything is not asked about for ever', async () => {
  const { find, asked } = windowsDouble([{ pid: 8000, holds: () => true }]);
  expect((await find())[0]?.files).toHaveLength(5);
  expect(asked.length).toBeLessThan(70);
});

test.each([
  { what: 'a service', double: { type: 3 }, is: 'service' },
  { what: 'the desktop', double: { type: 4 }, is: 'system' },
  { what: 'a part of Windows', double: { type: 1000 }, is: 'system' },
  { what: "another user's", double: { user: 'other' }, is: 'other-user' },
  { what: 'one that we may not look at', double: { program: null }, is: 'other-user' },
  { what: 'one whose user is not told', double: { user: null }, is: 'other-user' },
  { what: 'a virus scanner', double: { program: 'C:\\x\\MsMpEng.exe' }, is: 'security' },
  { what: 'our child', double: { parent: process.pid }, is: 'own-child' },
  {
    what: 'a child of an earlier process with our pid',
    double: { parent: process.pid, started: noon - 100_000n },
    is: 'user',
  },
  { what: 'a Python that has loaded a .pyd', double: { program: 'C:\\Python\\python.exe' }, is: 'environment' },
  { what: 'a console', double: { type: 5 }, is: 'user' },
])('$what is told to be $is', async ({ double, is }) => {
  const { find } = windowsDouble([{ pid: 8000, holds: pyd, ...double }]);
  const found = await find();
  expect(found.map(({ pid, kind, why }) => `${pid} ${why ?? kind}`)).toEqual([`8000 ${is}`]);
});

test('the Python that the launcher of an environment started is the environment’s', async () => {
  const launcher = { pid: 7000, program: join(root, 'Scripts', 'python.exe') };
  const base = {
    pid: 8000,
    parent: 7000,
    program: '/Python/python.exe',
    holds: (file: string) => file.endsWith('1.txt'),
  };
  expect((await windowsDouble([launcher, base]).find())[0]?.kind).toBe('environment');
  const later = { ...launcher, started: noon + 100_000n };
  expect((await windowsDouble([later, base]).find())[0]?.kind).toBe('user');
});

test('a process that has another start than the one seen is not named', async () => {
  const { find } = windowsDouble([{ pid: 8000, holds: pyd, seenAs: noon - 5n }]);
  expect(await find()).toEqual([]);
});

test('what is not that process any more is not ended, and what cannot be looked at neither', async () => {
  const { find, holders, handles } = windowsDouble([{ pid: 8000, holds: pyd }]);
  const [holder] = await find();
  if (holder === undefined) throw new Error('nothing was found');
  expect(await holders.end({ ...holder, identity: String(noon - 100_000n) }, signal)).toBe('gone');
  expect(await holders.end({ ...holder, program: 'C:\\x\\other.exe' }, signal)).toBe('gone');
  const hidden = createWindowsHolders(async () => ({ ...callsOf(8000), open: () => null }));
  expect(await hidden.signal(holder, 'kill', signal)).toBe('refused');
  expect(await hidden.signal({ ...holder, pid: 8001 }, 'kill', signal)).toBe('gone');
  expect(handles).toEqual(new Set());
});

const callsOf = (pid: number): WindowsCalls => ({
  start: () => ({ code: 1, session: 0 }),
  register: async () => 1,
  list: async () => ({ code: 1, needed: 0, count: 0, bytes: Buffer.alloc(0) }),
  end: () => undefined,
  processes: () => [{ pid, parent: 4, name: 'x.exe' }],
  open: () => null,
});

test('where the calls cannot be loaded nobody is named, and no repair ends by that', async () => {
  const system = createWindowsHolders(() => Promise.reject(new Error('koffi is blocked')));
  const holders = createHolders({ command: createCommand(), clock: systemClock, system });
  expect(await holders.find({ root, paths: [root], signal })).toEqual([]);
});
