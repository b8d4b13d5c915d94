import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';
import { errorCode } from './error-code.ts';
import { type IndexSettings, indexSettings, pipFile, pipVariables, uvFile, uvVariables } from './index-settings.ts';

export type UserIndex = Required<IndexSettings>;

interface Surroundings {
  env: NodeJS.ProcessEnv;
  platform: NodeJS.Platform;
  home: string;
  /** Text of a file; null where there is none. Throws where it may not be read. */
  read: (path: string) => Promise<string | null>;
}

/**
 * Where the user's own uv and pip look for packages. Each setting comes from the first place that
 * has it: uv's variables, pip's variables, uv's files, pip's files. Reading them takes no program:
 * `pip config list` needs a second. `problems` names files that could not be read.
 */
export const readUserIndex = async (
  given: Partial<Surroundings> = {},
): Promise<{ index: UserIndex; problems: string[] }> => {
  const around: Surroundings = {
    env: process.env,
    platform: process.platform,
    home: homedir(),
    read: readIfThere,
    ...given,
  };
  const problems: string[] = [];
  const places: IndexSettings[] = [uvVariables(around.env), pipVariables(around.env)];
  for (const { path, parse } of [
    ...uvFiles(around).map((path) => ({ path, parse: uvFile })),
    ...pipFiles(around).map((path) => ({ path, parse: pipFile })),
  ]) {
    try {
      const text = await around.read(path);
      if (text !== null) places.push(parse(text));
    } catch (error) {
      problems.push(
        `${path} could not be read: ${error instanceof Error ? firstLine(error.message) : 'unknown reason'}`,
      );
    }
  }
  return { index: indexSettings(places), problems };
};

const firstLine = (text: string): string => text.split('\n')[0] ?? text;

const readIfThere = async (path: string): Promise<string | null> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw error;
  }
};

/** Most important first. Source: uv's documentation on configuration files. */
const uvFiles = ({ env, platform, home }: Surroundings): string[] => {
  if (env['UV_NO_CONFIG'] !== undefined) return [];
  if (env['UV_CONFIG_FILE'] !== undefined) return [env['UV_CONFIG_FILE']];
  if (platform === 'win32')
    return [
      win32.join(env['APPDATA'] ?? win32.join(home, 'AppData', 'Roaming'), 'uv', 'uv.toml'),
      win32.join(env['PROGRAMDATA'] ?? 'C:\\ProgramData', 'uv', 'uv.toml'),
    ];
  return [
    posix.join(env['XDG_CONFIG_HOME'] ?? posix.join(home, '.config'), 'uv', 'uv.toml'),
    ...configFolders(env).map((folder) => posix.join(folder, 'uv', 'uv.toml')),
    '/etc/uv/uv.toml',
  ];
};

/** Most important first. Source: pip's documentation, "Configuration: location". */
const pipFiles = ({ env, platform, home }: Surroundings): string[] => {
  const named = env['PIP_CONFIG_FILE'] ?? '';
  // pip's own way to say: read no file at all.
  if (named === (platform === 'win32' ? 'nul' : '/dev/null')) return [];
  const { join } = platform === 'win32' ? win32 : posix;
  const name = platform === 'win32' ? 'pip.ini' : 'pip.conf';
  const activated = env['VIRTUAL_ENV'] === undefined ? [] : [join(env['VIRTUAL_ENV'], name)];
  const own = named === '' ? userPipFiles({ env, platform, home }, name) : [named];
  return named === ''
    ? [...activated, ...own, ...sharedPipFiles(env, platform)]
    : [...own, ...activated, ...sharedPipFiles(env, platform)];
};

const userPipFiles = ({ env, platform, home }: Omit<Surroundings, 'read'>, name: string): string[] => {
  if (platform === 'win32')
    return [
      win32.join(env['APPDATA'] ?? win32.join(home, 'AppData', 'Roaming'), 'pip', name),
      win32.join(home, 'pip', name),
    ];
  const library = platform === 'darwin' ? [posix.join(home, 'Library', 'Application Support', 'pip', name)] : [];
  return [
    ...library,
    posix.join(env['XDG_CONFIG_HOME'] ?? posix.join(home, '.config'), 'pip', name),
    posix.join(home, '.pip', name),
  ];
};

const sharedPipFiles = (env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string[] => {
  if (platform === 'win32') return [win32.join(env['PROGRAMDATA'] ?? 'C:\\ProgramData', 'pip', 'pip.ini')];
  if (platform === 'darwin') return ['/Library/Application Support/pip/pip.conf'];
  return ['/etc/pip.conf', ...configFolders(env).map((folder) => posix.join(folder, 'pip', 'pip.conf'))];
};

const configFolders = (env: NodeJS.ProcessEnv): string[] =>
  (env['XDG_CONFIG_DIRS'] ?? '/etc/xdg').split(':').filter((folder) => folder !== '');
