import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { compare, valid } from '@renovatebot/pep440';
import { normalizeName } from '../../requirement.ts';
import { isRealFolder } from '../own-folder.ts';
import { isOfFolder, readLinkedMetadata } from './linked-metadata.ts';
import { headerBytes, readOrEmpty } from './read-beginning.ts';

/** A package's own record of itself. */
export interface DistInfo {
  /** Normalised (PEP 503). */
  name: string;
  /** The same as METADATA and the folder write it. */
  written: string[];
  version: string;
  path: string;
  /** METADATA could be read and RECORD is there. */
  whole: boolean;
  /** METADATA's Requires-Dist. */
  requires: string[];
  /** It has a direct_url.json. */
  local: boolean;
}

/**
 * Every dist-info of site-packages, damaged ones too: what METADATA does not tell (a power cut
 * leaves it empty, a link could lead anywhere) is taken from the folder's name. Of two for one
 * package the whole one comes last, else the newer, so that it is what counts in a map by name.
 */
export const readDistInfos = async (sitePackages: string): Promise<DistInfo[]> => {
  const names = (await readdir(sitePackages))
    .filter((name) => name.endsWith('.dist-info') && /^[^~-]/.test(name))
    .sort();
  const infos = await Promise.all(names.map((name) => readDistInfo(sitePackages, name)));
  return infos
    .flatMap((info) => info ?? [])
    .sort((a, b) => Number(a.whole) - Number(b.whole) || (a.name === b.name ? byVersion(a.version, b.version) : 0));
};

/** What is no version (PEP 440) is older than everything else. */
const byVersion = (a: string, b: string): number =>
  valid(a) !== null && valid(b) !== null ? compare(a, b) : Number(valid(a) !== null) - Number(valid(b) !== null);

const readDistInfo = async (sitePackages: string, folder: string): Promise<DistInfo | null> => {
  const path = join(sitePackages, folder);
  const files = await filesIn(path);
  if (files === null) return null;
  const [, nameOfFolder, versionOfFolder] = /^(.+?)-([^-]+)\.dist-info$/.exec(folder) ?? [];
  const metadata = await readMetadata(path);
  const name = metadata.name ?? nameOfFolder;
  const version = metadata.version ?? versionOfFolder;
  if (name === undefined || version === undefined || !isName(name)) return null;
  return {
    name: normalizeName(name),
    written: [name, ...(nameOfFolder === undefined ? [] : [nameOfFolder])],
    version,
    path,
    whole: metadata.name !== null && files.includes('RECORD'),
    requires: metadata.requires,
    local: files.includes('direct_url.json'),
  };
};

/** null for what is no folder; nothing is read through a link. */
const filesIn = async (path: string): Promise<string[] | null> =>
  readdir(path).then(
    async (names) => ((await isRealFolder(path)) ? names : []),
    () => null,
  );

/** What METADATA's header tells; null for what it does not say in an acceptable form. */
export interface Metadata {
  name: string | null;
  version: string | null;
  /** As it is written there; untrusted. */
  requires: string[];
}

/** Through a link it may be anybody's file: of such a one only what agrees with the folder's name counts. */
export const readMetadata = async (distInfo: string): Promise<Metadata> => {
  const linked = await readLinkedMetadata(distInfo, headerBytes);
  const metadata = parseMetadata(linked ?? (await readOrEmpty(distInfo, 'METADATA', headerBytes)));
  const isOwn = linked === null || isOfFolder(distInfo, metadata.name, metadata.version);
  return isOwn ? metadata : { name: null, version: null, requires: [] };
};

/** Pure. Of METADATA's or PKG-INFO's text. */
export const parseMetadata = (text: string): Metadata => {
  const [header = ''] = text.split(/\r?\n\r?\n/, 1);
  const name = /^Name:[ \t]*(\S+)[ \t]*\r?$/im.exec(header)?.[1];
  const version = /^Version:[ \t]*(\S+)[ \t]*\r?$/im.exec(header)?.[1];
  const requires = [...header.matchAll(/^Requires-Dist:[ \t]*([^\r\n]+)/gim)].flatMap(([, line]) => line?.trim() ?? []);
  return { name: name !== undefined && isName(name) ? name : null, version: version ?? null, requires };
};

/** PEP 508's form of a name; it becomes part of paths and command lines, so no other is let through. */
export const isName = (text: string): boolean => /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/.test(text);
