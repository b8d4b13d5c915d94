import { lstat, realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, posix } from 'node:path';
import { normalizeName } from '../../requirement.ts';
import { type DistInfo, isName, parseMetadata } from './dist-info.ts';
import { headerBytes, readOrEmpty, recordBytes } from './read-beginning.ts';
import type { RecordEntry } from './record.ts';
import { parseRequiresTxt } from './requires-txt.ts';

/** What an older installer (setup.py install, a distribution's own) left of a package instead of a dist-info. */
export interface EggInfo {
  /** Normalised (PEP 503). */
  name: string;
  /** As its own name writes it. */
  written: string[];
  /** A folder, or distutils' single file. */
  path: string;
}

/** `nv_legacy-2.0-py3.11.egg-info`, `nv_legacy.egg-info` of those names in site-packages. */
export const eggInfosOf = (sitePackages: string, names: readonly string[]): EggInfo[] =>
  names.flatMap((folder) => {
    const [, name] = /^([^-~][^-]*)(?:-.+)?\.egg-info$/.exec(folder) ?? [];
    return name !== undefined && isName(name)
      ? [{ name: normalizeName(name), written: [name], path: join(sitePackages, folder) }]
      : [];
  });

/** Its list of files, which is relative to itself, as a RECORD would have it; empty where it brings none. */
export const installedFiles = async ({ path }: EggInfo): Promise<RecordEntry[]> => {
  const lines = (await readOrEmpty(path, 'installed-files.txt', recordBytes)).split(/\r?\n/);
  return lines.flatMap((line) =>
    line === '' ? [] : [{ path: /^[\\/]/.test(line) ? line : posix.join(basename(path), line), hash: '', size: '' }],
  );
};

/**
 * What was installed without a dist-info, as if it had one: egg-infos, and egg-links, with which
 * `setup.py develop` leads to a project's folder. One that does not tell its version is left out.
 */
export const readEggs = async (sitePackages: string, names: readonly string[]): Promise<DistInfo[]> => {
  const infos = eggInfosOf(sitePackages, names).map(({ path }) => readEgg(path, path));
  const links = names
    .filter((name) => /^[^-~].*\.egg-link$/.test(name) && isName(name.slice(0, -'.egg-link'.length)))
    .map((name) => readLink(sitePackages, name));
  return (await Promise.all([...infos, ...links])).flatMap((egg) => egg ?? []);
};

/** `path` is what is told of it, `source` where its description lies: a folder or a single file. */
const readEgg = async (path: string, source: string): Promise<DistInfo | null> => {
  const isFolder = await lstat(source).then(
    (stat) => stat.isDirectory(),
    () => false,
  );
  const text = isFolder
    ? await readOrEmpty(source, 'PKG-INFO', headerBytes)
    : await readOrEmpty(dirname(source), basename(source), headerBytes);
  const [, nameOfFile, versionOfFile] =
    /^([^-]+)(?:-([^-]+)(?:-py[\d.]+.*)?)?\.egg-(?:info|link)$/.exec(basename(path)) ?? [];
  const told = parseMetadata(text);
  const name = told.name ?? nameOfFile;
  const version = told.version ?? versionOfFile;
  if (name === undefined || version === undefined || !isName(name)) return null;
  const requires = isFolder ? parseRequiresTxt(await readOrEmpty(source, 'requires.txt', headerBytes)) : [];
  return {
    name: normalizeName(name),
    written: [name, ...(nameOfFile === undefined ? [] : [nameOfFile])],
    version,
    path,
    whole: true,
    // A project's own folder, which no index has.
    local: path !== source,
    requires: [...told.requires, ...requires],
  };
};

/** Only read there: what the link names lies outside of the environment. */
const readLink = async (sitePackages: string, link: string): Promise<DistInfo | null> => {
  const [folder = ''] = (await readOrEmpty(sitePackages, link, headerBytes)).split(/\r?\n/, 1);
  if (!isAbsolute(folder.trim())) return null;
  const name = basename(link, '.egg-link');
  const project = await realpath(folder.trim()).catch(() => null);
  if (project === null) return null;
  const egg = await readEgg(join(sitePackages, link), join(project, `${name.replace(/-/g, '_')}.egg-info`));
  return egg !== null && egg.name === normalizeName(name) ? egg : null;
};
