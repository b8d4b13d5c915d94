import { access, constants, readdir, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import type { RunCommand } from '../../interfaces/command.ts';

/** Programs that list interpreters answer at once or hang. */
const timeLimitMs = 15_000;

/** Full paths of the interpreters in PATH's folders, in PATH's order, in each folder the newest first. */
export const pythonsOnPath = async (env: NodeJS.ProcessEnv): Promise<string[]> => {
  const folders = await Promise.all(
    pathFolders(env).map(async (folder) => {
      const names = (await readdir(folder).catch(() => [])).filter((name) => pythonName.test(name));
      const programs = await Promise.all(names.sort(byVersion).map((name) => programOrNull(join(folder, name))));
      return programs.flatMap((path) => path ?? []);
    }),
  );
  return [...new Set(folders.flat())];
};

/** The program that a bare name means; null where PATH has none. */
export const findOnPath = async (name: string, env: NodeJS.ProcessEnv): Promise<string | null> => {
  const names = process.platform === 'win32' && !/\.exe$/i.test(name) ? [`${name}.exe`] : [name];
  for (const folder of pathFolders(env))
    for (const one of names) {
      const path = await programOrNull(join(folder, one));
      if (path !== null) return path;
    }
  return null;
};

/** What the launcher of python.org's Windows installers knows; it need not be on PATH. */
export const pythonsOfLauncher = async (command: RunCommand, signal: AbortSignal): Promise<string[]> => {
  const { stdout } = await command('py', ['-0p'], { signal, timeLimitMs });
  return parseLauncherList(stdout);
};

/**
 * Lines such as ` -V:3.12 *        C:\Python312\python.exe`, ` -3.11-64        C:\…\python.exe *`
 * (before 3.11) and ` -V:Astral/CPython3.12.9 C:\…`.
 */
export const parseLauncherList = (text: string): string[] =>
  text.split(/\r?\n/).flatMap((line) => /^\s*-\S+\s+(?:\*\s+)?([a-z]:\\.*?\.exe)\s*\*?\s*$/i.exec(line)?.[1] ?? []);

/** One of uv's own interpreters in the range, or one that it knows where to look for; fetches nothing. */
export const pythonOfUv = async (
  command: RunCommand,
  uv: string,
  range: string,
  signal: AbortSignal,
): Promise<string[]> => {
  const { exitCode, stdout } = await command(uv, ['python', 'find', '--no-project', range], {
    signal,
    timeLimitMs,
    env: { UV_NO_CONFIG: '1', UV_PYTHON_DOWNLOADS: 'never' },
  });
  const path = stdout.trim();
  return exitCode === 0 && isAbsolute(path) ? [path] : [];
};

const pythonName = /^python(?:3(?:\.\d+)?)?(?:\.exe)?$/i;

/** python3.13, python3.12, …, python3, python. */
const byVersion = (a: string, b: string): number => rank(b) - rank(a);

const rank = (name: string): number => {
  const [, three, minor] = /^python(3)?(?:\.(\d+))?/i.exec(name) ?? [];
  return minor !== undefined ? Number(minor) : three === undefined ? -2 : -1;
};

/** A relative folder would make the working directory decide what is started. */
const pathFolders = (env: NodeJS.ProcessEnv): string[] => {
  const [, value = ''] = Object.entries(env).find(([name]) => name.toUpperCase() === 'PATH') ?? [];
  return [
    ...new Set(
      value
        .split(delimiter)
        .map((folder) => folder.replace(/^"(.*)"$/, '$1'))
        .filter(isAbsolute),
    ),
  ];
};

/**
 * A file of no bytes is Windows' alias for an app of its Store: where Python is not installed it
 * opens the Store, and where it is, that Python redirects what is written to hidden folders.
 */
const programOrNull = async (path: string): Promise<string | null> => {
  try {
    const found = await stat(path);
    if (!found.isFile() || found.size === 0) return null;
    await access(path, constants.X_OK);
    return path;
  } catch {
    // Not there, not to be read, not a program: no candidate.
    return null;
  }
};
