import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { normalizeName } from '../../requirement.ts';

/** A package's own record of itself. */
export interface DistInfo {
  /** Normalised (PEP 503). */
  name: string;
  version: string;
  path: string;
  /** METADATA could be read and RECORD is there. */
  whole: boolean;
}

/**
 * Every dist-info of site-packages, damaged ones too: what METADATA does not tell (a power cut
 * leaves it empty) is taken from the folder's name. Of two for one package the whole one comes
 * last, so that it is the one which counts in a map by name.
 */
export const readDistInfos = async (sitePackages: string): Promise<DistInfo[]> => {
  const names = (await readdir(sitePackages))
    .filter((name) => name.endsWith('.dist-info') && /^[^~-]/.test(name))
    .sort();
  const infos = await Promise.all(names.map((name) => readDistInfo(sitePackages, name)));
  return infos.flatMap((info) => info ?? []).sort((a, b) => Number(a.whole) - Number(b.whole));
};

const readDistInfo = async (sitePackages: string, folder: string): Promise<DistInfo | null> => {
  const path = join(sitePackages, folder);
  const files = await readdir(path).catch(() => null);
  if (files === null) return null;
  const [, nameOfFolder, versionOfFolder] = /^(.+?)-([^-]+)\.dist-info$/.exec(folder) ?? [];
  const metadata = await readMetadata(path);
  const name = metadata.name ?? nameOfFolder;
  const version = metadata.version ?? versionOfFolder;
  if (name === undefined || version === undefined || !isName(name)) return null;
  return { name: normalizeName(name), version, path, whole: metadata.name !== null && files.includes('RECORD') };
};

/** Name and version from METADATA's header; null for what it does not say in an acceptable form. */
export const readMetadata = async (distInfo: string): Promise<{ name: string | null; version: string | null }> => {
  const [header = ''] = (await beginningOf(join(distInfo, 'METADATA'))).split(/\r?\n\r?\n/, 1);
  const name = /^Name:[ \t]*(\S+)[ \t]*\r?$/im.exec(header)?.[1];
  const version = /^Version:[ \t]*(\S+)[ \t]*\r?$/im.exec(header)?.[1];
  return { name: name !== undefined && isName(name) ? name : null, version: version ?? null };
};

/** PEP 508's form of a name; it becomes part of paths and command lines, so no other is let through. */
export const isName = (text: string): boolean => /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/.test(text);

/** Name and version come first; a long description, which may be megabytes, is not needed. */
const beginningBytes = 64 * 1024;

const beginningOf = async (path: string): Promise<string> => {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(beginningBytes), 0, beginningBytes, 0);
      return buffer.toString('utf8', 0, bytesRead);
    } finally {
      await file.close();
    }
  } catch {
    // Absent, a folder, unreadable: the dist-info is damaged, and its name has to do.
    return '';
  }
};
