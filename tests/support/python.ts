import { execFileSync } from 'node:child_process';
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createCommand } from '../../electron/engine/tools/command.ts';
import { type LocatedUv, locateUv } from '../../electron/engine/tools/uv/locate.ts';

/** The product's own folders in tests: kept between runs and out of git, so that uv is fetched once. */
export const testHome = fileURLToPath(new URL('../../.cache/tests-home', import.meta.url));

const findPython = (): string | null => {
  for (const name of process.platform === 'win32' ? ['python', 'python3'] : ['python3', 'python']) {
    try {
      return execFileSync(name, ['-I', '-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' }).trim();
    } catch {
      // The next name is tried: a machine has one or the other.
    }
  }
  return null;
};

let found: string | null | undefined;

/** The machine's own Python; null where it has none. Looked for once: nothing else goes on in a process that asks it. */
export const testPython = (): string | null => {
  if (found === undefined) found = findPython();
  return found;
};

/** A uv to test with, from PATH or fetched through the machine's pip; `problem` is the reason to skip. */
export const testUv = (): Promise<{ uv: LocatedUv; problem: null } | { uv: null; problem: string }> => {
  const python = testPython();
  const index = { indexUrl: null, extraIndexUrls: [], findLinks: null, offline: false };
  return locateUv({
    command: createCommand(),
    cacheFolder: join(testHome, 'cache'),
    resourcesFolder: null,
    pip: python === null ? null : { python: async () => python, index },
    signal: new AbortController().signal,
    onLine: () => undefined,
  });
};

/** PATH with the uv of the tests on it, for a program whose home and index have none: it would look for one in vain, and go on with pip. */
export const pathWithUv = async (): Promise<string> => {
  const { uv } = await testUv();
  const known = process.env['PATH'] ?? '';
  return uv !== null && isAbsolute(uv.path) ? `${dirname(uv.path)}${delimiter}${known}` : known;
};
