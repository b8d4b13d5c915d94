import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Cancelled } from '../../../../../electron/engine/failing.ts';
import { createCommand } from '../../../../../electron/engine/tools/command.ts';
import { environmentPython } from '../../../../../electron/engine/tools/environment-python.ts';
import { createPackages } from '../../../../../electron/engine/tools/packages.ts';
import { createPython } from '../../../../../electron/engine/tools/python.ts';
import { posixTest } from '../../../../support/platform-tests.ts';
import { testPython } from '../../../../support/python.ts';

const python = createPython({ command: createCommand() });
const never = new AbortController().signal;

/** Modules of the virtual environment that the tests import from. */
const modules: Record<string, string> = {
  ok: '__version__ = "1.2.3"\n',
  torch_like: 'class V(str): pass\n__version__ = V("2.5.1+cu124")\n',
  unversioned: '__version__ = 3\n',
  absent_below: 'import no_such_module_at_all\n',
  leaves: 'raise SystemExit(4)\n',
  interrupts: 'raise KeyboardInterrupt()\n',
  dll_like: 'raise OSError("[WinError 126] The specified module could not be found")\n',
  numpy_like:
    'raise ImportError("\\n\\nIMPORTANT: PLEASE READ THIS\\n\\nImporting the C-extensions failed.\\nOriginal error was: No module named \'numpy._core._multiarray_umath\'\\n")\n',
  unspeakable: 'class E(Exception):\n    def __str__(self): raise RuntimeError("no words")\nraise E()\n',
  ends: 'import os; os._exit(3)\n',
  crashes: 'import ctypes; ctypes.string_at(0)\n',
  is_killed: 'import os, signal; os.kill(os.getpid(), signal.SIGKILL)\n',
  noisy:
    'import os, sys\nprint("noise on stdout")\nsys.stdout.flush()\nos.write(1, b"no line end")\nprint("{\\"end\\": \\"noisy\\", \\"ok\\": false}", flush=True)\n__version__ = "1"\n',
  sleeps: 'import time\ntime.sleep(600)\n',
  lingers: 'import threading, time\nthreading.Thread(target=time.sleep, args=(600,)).start()\n',
  long_words: 'raise ValueError("ü\\U0001f600" * 5000)\n',
  secretive: 'raise ValueError("cannot reach https://user:hunter2@index.example/simple")\n',
  from_path:
    'import os\n__version__ = str([os.environ.get(n) for n in ("PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP")])\n',
  makes_file: 'import os\nopen("file", "w").close()\n__version__ = os.getcwd()\n',
  parses_argv: 'import sys\n__version__ = str(sys.argv)\n',
};

let folder: string;
let program: string;
let site: string;

/** Null where the machine has no Python, which is the reason to skip. */
const found = testPython();
beforeEach((context) => {
  if (found === null) context.skip('this machine has no Python');
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'import ü '));
  const root = join(folder, 'env');
  if (found === null) return;
  execFileSync(found, ['-m', 'venv', '--without-pip', root]);
  program = environmentPython(root);
  site = (await createPackages().list(root))?.sitePackages ?? '';
  for (const [name, source] of Object.entries(modules)) {
    await mkdir(join(site, name));
    await writeFile(join(site, name, '__init__.py'), source);
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const importAll = (names: readonly string[], timeLimitMs = 20_000, signal = never, bytecode: string | null = null) =>
  python.importModules(program, names, { bytecode, timeLimitMs, signal });

const errorsOf = async (names: readonly string[], timeLimitMs?: number) =>
  Object.fromEntries((await importAll(names, timeLimitMs)).map(({ module, ok, error }) => [module, ok ? 'ok' : error]));

const fileOf = (module: string) =>
  expect.stringMatching(new RegExp(String.raw`[\\/]site-packages[\\/]${module}[\\/]__init__\.py$`));

test('reports each module in its turn with its version', async () => {
  expect(await importAll(['ok', 'torch_like', 'unversioned'])).toEqual([
    { module: 'ok', ok: true, version: '1.2.3', error: null, file: fileOf('ok'), detail: [] },
    { module: 'torch_like', ok: true, version: '2.5.1+cu124', error: null, file: fileOf('torch_like'), detail: [] },
    { module: 'unversioned', ok: true, version: null, error: null, file: fileOf('unversioned'), detail: [] },
  ]);
  expect(await importAll([])).toEqual([]);
});

test('names class and message of whatever a module raises, and goes on', async () => {
  expect(
    await errorsOf(['absent_below', 'leaves', 'interrupts', 'dll_like', 'numpy_like', 'unspeakable', 'ok']),
  ).toEqual({
    absent_below: "ModuleNotFoundError: No module named 'no_such_module_at_all'",
    leaves: 'SystemExit: 4',
    interrupts: 'KeyboardInterrupt',
    dll_like: 'OSError: [WinError 126] The specified module could not be found',
    numpy_like: "ImportError: No module named 'numpy._core._multiarray_umath'",
    unspeakable: 'E',
    ok: 'ok',
  });
  const [report] = await importAll(['absent_below']);
  expect(report?.detail.at(-1)).toBe("ModuleNotFoundError: No module named 'no_such_module_at_all'");
  expect(report?.detail.join('\n')).toContain(join('absent_below', '__init__.py'));
  expect(report?.detail.length).toBeLessThanOrEqual(20);
});

describe('a module at which the process dies', () => {
  test('is named with the way it ended, and the rest are imported in a new child', async () => {
    expect(await errorsOf(['ok', 'ends', 'torch_like', 'ends', 'unversioned'])).toEqual({
      ok: 'ok',
      ends: 'the process ended with exit code 3',
      torch_like: 'ok',
      unversioned: 'ok',
    });
  });

  posixTest('is named with its signal and the place', async () => {
    const [crashed, killed, after] = await importAll(['crashes', 'is_killed', 'ok']);
    expect(crashed).toMatchObject({ module: 'crashes', ok: false, error: 'the process ended with signal SIGSEGV' });
    expect(crashed?.detail.join('\n')).toContain('string_at');
    expect(killed?.error).toBe('the process was killed by a signal, as happens when memory runs out');
    expect(after?.ok).toBe(true);
  });

  test('is named where it never ends, with the place at which it hangs', async () => {
    const [first, hung, last] = await importAll(['ok', 'sleeps', 'torch_like'], 1500);
    expect(hung).toMatchObject({ ok: false, error: 'took longer than 1.5 seconds' });
    expect(hung?.detail.join('\n')).toMatch(/sleeps.__init__\.py", line 2/);
    expect([first?.ok, last?.ok]).toEqual([true, true]);
  });
});

test('what modules print is no answer', async () => {
  expect(await importAll(['noisy', 'ok'])).toMatchObject([
    { module: 'noisy', ok: true, version: '1' },
    { module: 'ok', ok: true },
  ]);
});

test('threads that a module leaves behind do not hold anything up', async () => {
  const began = performance.now();
  expect(await errorsOf(['lingers'])).toEqual({ lingers: 'ok' });
  expect(performance.now() - began).toBeLessThan(10_000);
});

test('endless messages are cut, and credentials taken out', async () => {
  const [long, secret] = await importAll(['long_words', 'secretive']);
  expect(long?.error).toMatch(/^ValueError: ü😀/);
  expect(long?.error?.length).toBeLessThan(1300);
  expect(JSON.stringify(secret)).not.toContain('hunter2');
  expect(secret?.error).toBe('ValueError: cannot reach https://***@index.example/simple');
});

test('neither variables, nor the working directory, nor our arguments reach a module', async () => {
  const shadow = join(folder, 'shadow');
  await mkdir(join(shadow, 'ok'), { recursive: true });
  await writeFile(join(shadow, 'ok', '__init__.py'), 'raise RuntimeError("shadowed")\n');
  const before = { cwd: process.cwd(), path: process.env['PYTHONPATH'] };
  try {
    process.chdir(shadow);
    process.env['PYTHONPATH'] = shadow;
    expect(await importAll(['ok', 'from_path', 'parses_argv'])).toMatchObject([
      { ok: true, version: '1.2.3' },
      { ok: true, version: '[None, None, None]' },
      { ok: true, version: "['']" },
    ]);
  } finally {
    process.chdir(before.cwd);
    if (before.path === undefined) delete process.env['PYTHONPATH'];
    else process.env['PYTHONPATH'] = before.path;
  }
});

describe('bytecode', () => {
  const caches = async () => (await readdir(site, { recursive: true })).filter((name) => name.includes('__pycache__'));
  beforeEach(async () => {
    for (const name of Object.keys(modules))
      await rm(join(site, name, '__pycache__'), { recursive: true, force: true });
  });

  test('is not written where there is no place for it', async () => {
    await importAll(['ok', 'ends', 'torch_like']);
    expect(await caches()).toEqual([]);
  });

  test('is written and read in its own folder, and never in the environment', async () => {
    const bytecode = join(folder, 'bytecode');
    await importAll(['ok'], 20_000, never, bytecode);
    expect(await caches()).toEqual([]);
    const compiled = (await readdir(bytecode, { recursive: true })).find((name) =>
      /[\\/]ok[\\/]__init__\.cpython-3\d+\.pyc$/.test(name),
    );
    // Not the source's words any more: the second import must have read them in the compiled file.
    const path = join(bytecode, compiled ?? '');
    const content = await readFile(path);
    await writeFile(path, Buffer.from(content.toString('latin1').replace('1.2.3', '9.8.7'), 'latin1'));
    expect(await importAll(['ok'], 20_000, never, bytecode)).toMatchObject([{ ok: true, version: '9.8.7' }]);
    expect(await importAll(['ok'])).toMatchObject([{ ok: true, version: '1.2.3' }]);
  });
});

test('an interpreter that does not start fails every module with its reason', async () => {
  const gone = join(folder, 'gone', 'python');
  const reports = await python.importModules(gone, ['ok', 'torch_like'], {
    bytecode: null,
    timeLimitMs: 5000,
    signal: never,
  });
  expect(reports.map(({ module, ok }) => [module, ok])).toEqual([
    ['ok', false],
    ['torch_like', false],
  ]);
  for (const { error } of reports) expect(error).toMatch(/^Python does not start: .*(ENOENT|not found)/);
  const noPython = await python.importModules(process.execPath, ['ok'], {
    bytecode: null,
    timeLimitMs: 5000,
    signal: never,
  });
  expect(noPython[0]?.error).toMatch(/^Python does not start: the process ended with exit code \d+$/);
});

test('cancelling ends the child and throws', async () => {
  const controller = new AbortController();
  const importing = importAll(['sleeps'], 60_000, controller.signal);
  setTimeout(() => controller.abort(), 500);
  const began = performance.now();
  await expect(importing).rejects.toBeInstanceOf(Cancelled);
  expect(performance.now() - began).toBeLessThan(10_000);
  await expect(importAll(['ok'], 1000, AbortSignal.abort())).rejects.toBeInstanceOf(Cancelled);
});

test('leaves no folder of its own behind', async () => {
  const temporary = join(folder, 'temporary');
  await mkdir(temporary);
  const names = process.platform === 'win32' ? ['TEMP', 'TMP'] : ['TMPDIR'];
  const before = names.map((name) => process.env[name]);
  try {
    for (const name of names) process.env[name] = temporary;
    const [report] = await importAll(['makes_file', 'ends']);
    expect(report?.version).toContain(temporary);
  } finally {
    names.forEach((name, at) => {
      const value = before[at];
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    });
  }
  expect(await readdir(temporary)).toEqual([]);
});
