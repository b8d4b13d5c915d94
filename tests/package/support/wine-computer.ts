import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { type Wine, wineFolder } from '../../windows/support/wine.ts';

/** A Windows of one test's own: nothing is installed there, and what is goes with it. */
export interface Computer {
  /** As tests/windows has it, but for the prefix. */
  wine: Wine;
  /** The path on this system of one on drive C:. */
  onDrive: (windowsPath: string) => string;
  /** The folders of its user. */
  desktop: string;
  startMenu: string;
  localAppData: string;
  appData: string;
  /** Runs a program for Windows to its end. Words with spaces are put into quotes, as by any shell. */
  run: (program: string, words?: readonly string[], env?: NodeJS.ProcessEnv) => Promise<{ code: number; said: string }>;
  /** The values of a key of the registry, or null where there is none. */
  registry: (key: string) => Promise<Record<string, string> | null>;
  /** Waits until every program there has ended. */
  idle: () => Promise<void>;
  stop: () => Promise<void>;
}

/**
 * Takes the prefix that the tests under Wine share, with hard links where Wine never writes: a copy
 * would take 700 MB and seconds.
 */
export const startComputer = async (shared: Wine, more: NodeJS.ProcessEnv = {}): Promise<Computer> => {
  // On the same volume, or there would be no hard links; by its name prepare-wine.ts clears away what a killed test left.
  const prefix = await mkdtemp(path.join(wineFolder, '.new-computer-'));
  await run('cp', ['-al', `${shared.prefix}/.`, prefix], process.env, '/dev/null');
  for (const file of (await readdir(prefix)).filter((one) => one.endsWith('.reg'))) {
    // Wine writes the registry into the file as it is, if that has other links.
    await rm(path.join(prefix, file));
    await copyFile(path.join(shared.prefix, file), path.join(prefix, file));
  }
  const users = path.join(prefix, 'drive_c/users');
  const [name = ''] = (await readdir(users)).filter((one) => one !== 'Public');
  const user = path.join(users, name);
  // Wine makes Desktop and the like links to the home of whoever prepared it.
  for (const entry of await readdir(user, { withFileTypes: true }))
    if (entry.isSymbolicLink()) {
      await rm(path.join(user, entry.name));
      await mkdir(path.join(user, entry.name));
    }
  const env = { ...shared.env, WINEPREFIX: prefix, ...more };
  let number = 0;
  const onDrive = (windowsPath: string): string =>
    path.join(prefix, 'drive_c', windowsPath.replace(/^C:\\/i, '').replaceAll('\\', '/'));
  const start: Computer['run'] = async (program, words = [], more = {}) => {
    number += 1;
    const output = path.join(prefix, `said-${number}`);
    const code = await run('wine', [program, ...words], { ...env, ...more }, output);
    // Windows-1252 is Wine's code page here.
    return { code, said: new TextDecoder('windows-1252').decode(await readFile(output)).replaceAll('\r', '') };
  };
  return {
    wine: { ...shared, prefix, env },
    onDrive,
    desktop: path.join(user, 'Desktop'),
    startMenu: path.join(user, 'AppData/Roaming/Microsoft/Windows/Start Menu/Programs'),
    localAppData: path.join(user, 'AppData/Local'),
    appData: path.join(user, 'AppData/Roaming'),
    run: start,
    registry: async (key) => {
      // UTF-16, because the console's code page lacks letters.
      const file = onDrive('C:\\registry.txt');
      await rm(file, { force: true });
      await start('reg', ['export', key, 'C:\\registry.txt']);
      const text = await readFile(file, 'utf16le').catch(() => null);
      return text === null ? null : valuesIn(text);
    },
    idle: async () => {
      await run('wineserver', ['-w'], env, '/dev/null');
    },
    stop: async () => {
      await run('wineserver', ['-k'], env, '/dev/null');
      await run('wineserver', ['-w'], env, '/dev/null');
      await rm(prefix, { recursive: true, force: true, maxRetries: 5 });
    },
  };
};

/** To a file, because programs under Wine cannot write to every pipe. */
const run = (file: string, words: readonly string[], env: NodeJS.ProcessEnv, output: string): Promise<number> => {
  const to = openSync(output, 'w');
  const child = spawn(file, words, { env, stdio: ['ignore', to, to], timeout: 120_000, killSignal: 'SIGKILL' });
  closeSync(to);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? -1));
  });
};

/** What the first key of an export holds; numbers as they are written there. */
const valuesIn = (text: string): Record<string, string> => {
  const own = text.split(/^\[/m)[1] ?? '';
  const values = [...own.matchAll(/^"((?:[^"\\]|\\.)*)"=(?:"((?:[^"\\]|\\.)*)"|(.*))\r?$/gm)];
  const plain = (written = ''): string => written.replace(/\\(.)/g, '$1');
  return Object.fromEntries(values.map(([, name, words, number]) => [plain(name), number ?? plain(words)]));
};

/** A shortcut: what it starts, and the words that it adds. From its file, as [MS-SHLLINK] describes it. */
export const readShortcut = async (file: string): Promise<{ target: string; words: string }> => {
  const bytes = await readFile(file);
  const flags = bytes.readUInt32LE(20);
  const has = (bit: number): boolean => (flags & bit) !== 0;
  let at = 76;
  if (has(1)) at += 2 + bytes.readUInt16LE(at);
  let target = '';
  if (has(2)) {
    const info = bytes.subarray(at, at + bytes.readUInt32LE(at));
    const from = info.readUInt32LE(16);
    target = info.subarray(from, info.indexOf(0, from)).toString('latin1');
    at += info.length;
  }
  // Name, relative path, working directory and arguments, each where its flag is set.
  const strings = [4, 8, 16, 32].map((bit) => {
    if (!has(bit)) return '';
    const length = bytes.readUInt16LE(at) * 2;
    const text = bytes
      .subarray(at + 2, at + 2 + length)
      .toString('utf16le')
      .replace(/\0$/, '');
    at += 2 + length;
    return text;
  });
  return { target, words: strings[3] ?? '' };
};
