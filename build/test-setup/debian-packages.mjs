// @ts-check
import { spawnSync } from 'node:child_process';

/** For the tests of the window and the page: a display without a screen, what Electron links against, fonts, a browser. */
export const windowPackages = [
  'xvfb',
  'xauth',
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libatk-bridge2.0-0',
  'libxtst6',
  'libnotify4',
  'libsecret-1-0',
  'libdrm2',
  'libxkbcommon0',
  'libcups2',
  'fonts-dejavu-core',
  'fonts-wqy-microhei',
  'chromium',
];

/** For the tests under Windows' rules: Wine's 64-bit half, and a compiler for the programs that hold files. */
export const winePackages = ['wine', 'wine64', 'gcc-mingw-w64-x86-64'];

/** For Windows' Setup, which is made here and run under Wine: its compiler, and what packs and unpacks its content. */
export const setupPackages = ['nsis', 'p7zip-full'];

/** A placeholder of dpkg-query's own. @param {string} name */
const field = (name) => `$\{${name}}`;

/** Debian 13 and Ubuntu 24.04 renamed some libraries for their 64-bit times. @param {string} name */
const namesOf = (name) => [name, `${name}t64`];

export const debianPackages = {
  /**
   * Those that are not installed; null where this is no Debian.
   * @param {readonly string[]} wanted
   * @returns {string[] | null}
   */
  lacking: (wanted) => {
    if (process.platform !== 'linux') return null;
    const format = `-f=${field('Package')} ${field('db:Status-Status')}\n`;
    const said = ask('dpkg-query', ['-W', format, ...wanted.flatMap(namesOf)]);
    if (said === null) return null;
    const installed = new Set(said.flatMap((line) => (line.endsWith(' installed') ? [line.split(' ')[0]] : [])));
    return wanted.filter((name) => !namesOf(name).some((other) => installed.has(other)));
  },

  /**
   * Installs packages where this user may. Answers why they are still missing, or null.
   * @param {readonly string[]} names
   * @returns {string | null}
   */
  install: (names) => {
    if (process.getuid?.() !== 0) return `run as root: apt-get install --no-install-recommends ${names.join(' ')}`;
    const update = run('apt-get', ['update', '-q']);
    if (update !== null) return update;
    const known = new Set(ask('apt-cache', ['pkgnames']));
    const chosen = names.map((name) => namesOf(name).findLast((other) => known.has(other)) ?? name);
    return run('apt-get', ['install', '-q', '-y', '--no-install-recommends', ...chosen]);
  },
};

/**
 * A program's lines, whatever its exit code: dpkg-query's is 1 where it does not know a package.
 * null where there is no such program.
 * @param {string} file @param {readonly string[]} args
 */
const ask = (file, args) => {
  const { error, stdout } = spawnSync(file, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return error === undefined ? stdout.split('\n') : null;
};

/** Answers the last line of what went wrong, or null. @param {string} file @param {readonly string[]} args */
const run = (file, args) => {
  const { status, stderr, error } = spawnSync(file, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    timeout: 600_000,
  });
  if (error !== undefined) return error.message;
  return status === 0 ? null : (stderr.trim().split('\n').at(-1) ?? `${file} failed`);
};
