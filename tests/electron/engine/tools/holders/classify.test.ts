import { expect, test } from 'vitest';
import { classify } from '../../../../../electron/engine/tools/holders/classify.ts';
import type { ProcessFacts } from '../../../../../electron/engine/tools/holders/facts.ts';
import { isPython } from '../../../../../electron/engine/tools/holders/known-programs.ts';

const self = { pid: 500, ancestors: [400, 300, 1], program: '/opt/Smart Installer/smart-installer' };

const ordinary: ProcessFacts = {
  pid: 900,
  identity: 'i',
  name: 'editor',
  program: '/usr/bin/editor',
  startedAt: 1,
  sameUser: true,
  marked: false,
  role: 'program',
  runsFrom: ['/usr/bin/editor'],
};

interface Case {
  what: string;
  facts?: Partial<ProcessFacts>;
  ancestors?: number[];
  files?: string[];
  roots?: string[];
  is: string;
}

const from = (program: string): Partial<ProcessFacts> => ({ program, runsFrom: [program] });
const library = '/data/env/lib/python3.12/site-packages/numpy/_core/_multiarray_umath.cpython-312-x86_64-linux-gnu.so';
const windowsEnv = ['C:\\Users\\Zoë\\env'];
const helper = '/Applications/Smart Installer.app/Contents/Frameworks/Helper (Renderer).app/Contents/MacOS/Helper';

const cases: Case[] = [
  { what: 'an editor', is: 'user' },
  { what: 'this process', facts: { pid: 500 }, is: 'this-application' },
  { what: 'the shell that started us', facts: { pid: 400 }, is: 'this-application' },
  { what: 'the shell above, although it is the first process', facts: { pid: 1 }, is: 'this-application' },
  { what: 'our parent, as another user', facts: { pid: 400, sameUser: false }, is: 'this-application' },
  { what: 'our window', facts: from(self.program), ancestors: [500, 400], is: 'this-application' },
  { what: 'a second window, of another start', facts: from(self.program), ancestors: [1], is: 'user' },

  { what: 'a child of ours', ancestors: [500, 400, 300, 1], is: 'own-child' },
  { what: 'a grandchild of ours', ancestors: [901, 500, 400], is: 'own-child' },
  { what: 'what a child of ours left behind', facts: { marked: true }, ancestors: [1], is: 'own-child' },
  {
    what: 'our program, started by us on purpose',
    facts: { ...from(self.program), marked: true },
    ancestors: [500],
    is: 'own-child',
  },
  { what: "another child of our parent's", ancestors: [400, 300, 1], is: 'user' },
  {
    what: "the environment's Python, started by us",
    facts: from('/data/env/bin/python'),
    ancestors: [500],
    is: 'own-child',
  },

  { what: "another user's", facts: { sameUser: false }, is: 'other-user' },
  { what: 'a process of which the system does not tell whose it is', facts: { sameUser: null }, is: 'other-user' },
  {
    what: "another user's, marked as ours",
    facts: { sameUser: false, marked: true },
    ancestors: [500],
    is: 'other-user',
  },
  {
    what: "another user's Python of the environment",
    facts: { ...from('/data/env/bin/python'), sameUser: false },
    is: 'other-user',
  },

  { what: 'the first process', facts: { pid: 1 }, ancestors: [], is: 'this-application' },
  {
    what: 'the desktop of Windows',
    facts: { name: 'Windows Explorer', ...from('C:\\Windows\\explorer.exe') },
    is: 'system',
  },
  { what: 'the desktop of GNOME', facts: from('/usr/bin/gnome-shell'), is: 'system' },
  { what: 'the manager of a session', facts: { name: '(sd-pam)', program: null, runsFrom: [] }, is: 'system' },
  { what: 'a terminal that others live in', facts: { name: 'tmux: server', ...from('/usr/bin/tmux') }, is: 'system' },
  { what: 'a part of the kernel', facts: { role: 'system', program: null, runsFrom: [] }, is: 'system' },
  { what: 'a part of Windows in capitals', facts: from('C:\\Windows\\System32\\CSRSS.EXE'), is: 'system' },
  { what: 'a system program that we started', facts: from('/usr/bin/dbus-daemon'), ancestors: [500], is: 'system' },

  { what: 'a service', facts: { role: 'service' }, is: 'service' },
  {
    what: 'a service that runs from the environment',
    facts: { ...from('/data/env/bin/python'), role: 'service' },
    is: 'service',
  },
  { what: 'the indexer', facts: from('C:\\Windows\\System32\\SearchIndexer.exe'), is: 'service' },
  { what: 'Spotlight', facts: { name: 'mdworker_shared' }, is: 'service' },

  { what: 'Defender', facts: from('C:\\ProgramData\\Microsoft\\Windows Defender\\MsMpEng.exe'), is: 'security' },
  { what: 'Defender as a service', facts: { name: 'MsMpEng.exe', role: 'service' }, is: 'security' },
  { what: 'a scanner on Linux', facts: from('/usr/sbin/clamd'), is: 'security' },

  { what: "the environment's Python", facts: from('/data/env/bin/python3.12'), is: 'environment' },
  {
    what: "the environment's Python, seen through a link",
    facts: from('/home/zoë/env/bin/python'),
    roots: ['/home/zoë/env', '/data/env'],
    is: 'environment',
  },
  {
    what: 'Python called by the name it has in the environment',
    facts: { program: '/usr/bin/python3.12', runsFrom: ['/usr/bin/python3.12', '/data/env/bin/python'] },
    is: 'environment',
  },
  {
    what: 'a program of the environment',
    facts: from('/data/env/lib/python3.12/site-packages/torch/bin/protoc'),
    is: 'environment',
  },
  {
    what: 'a Python with a library of the environment',
    facts: from('/usr/bin/python3.12'),
    files: ['/data/env/a.txt', library],
    is: 'environment',
  },
  {
    what: 'a Python of macOS with one',
    facts: from('/Library/Frameworks/Python.framework/Versions/3.12/Resources/Python.app/Contents/MacOS/Python'),
    files: ['/data/env/x.dylib'],
    is: 'environment',
  },
  {
    what: 'a Python that only reads there',
    facts: from('/usr/bin/python3.12'),
    files: ['/data/env/a.txt', '/data/env/so'],
    is: 'user',
  },
  { what: 'a debugger with a library of the environment', facts: from('/usr/bin/gdb'), files: [library], is: 'user' },
  { what: 'the Python of a neighbour', facts: from('/data/env2/bin/python'), files: ['/data/env2/x.so'], is: 'user' },
  {
    what: "the environment's Python on Windows",
    facts: from('c:\\users\\zoë\\ENV\\Scripts\\python.exe'),
    roots: windowsEnv,
    is: 'environment',
  },
  {
    what: 'a Python with a .pyd of the environment',
    facts: from('C:\\Python312\\pythonw.exe'),
    files: ['C:\\Users\\Zoë\\env\\Lib\\x.pyd'],
    roots: windowsEnv,
    is: 'environment',
  },
  {
    what: 'the Python of a neighbour on Windows',
    facts: from('C:\\Users\\Zoë\\env2\\Scripts\\python.exe'),
    roots: windowsEnv,
    is: 'user',
  },
];

test.each(cases)('$what: $is', ({ facts, ancestors = [1], files = [], roots = ['/data/env'], is }) => {
  const { kind, why } = classify({ ...ordinary, ...facts }, { ancestors, files, self, roots });
  expect(why ?? kind).toBe(is);
  expect(kind === 'protected').toBe(why !== null);
});

test("the window's helper in the bundle of the application is a part of it, another application's is not", () => {
  const bundled = { ...self, program: '/Applications/Smart Installer.app/Contents/MacOS/Smart Installer' };
  const of = (program: string) =>
    classify({ ...ordinary, program }, { ancestors: [500], files: [], self: bundled, roots: ['/data/env'] });
  expect(of(helper)).toEqual({ kind: 'protected', why: 'this-application' });
  expect(of('/Applications/Other.app/Contents/MacOS/Other')).toEqual({ kind: 'own-child', why: null });
});

test('a Python is known by the name of its program', () => {
  const pythons = ['python', '/usr/bin/python3', '/x/python3.13t', 'C:\\x\\pythonw.exe', 'PYTHON.EXE', '/x/pypy3.10'];
  const others = ['/usr/bin/python-config', '/x/pythonista', '/python/bash', 'ipython', ''];
  expect(pythons.filter((program) => !isPython(program))).toEqual([]);
  expect(others.filter(isPython)).toEqual([]);
});
