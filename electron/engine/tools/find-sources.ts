import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { compare } from '@renovatebot/pep440';
import type { FindSources } from '../interfaces/indexes.ts';
import { meets, meetsDependency } from '../requirement.ts';
import { readSourceName } from '../source-archive.ts';
import { createHttp, type HttpClient } from './http.ts';
import { type IndexChoice, readIndexChoice } from './index-choice.ts';
import { type IndexFile, readProject } from './index-project.ts';

/** What is known already must not wait long for what it may be told better by. */
const limits = { connectMs: 10_000, stallMs: 10_000 };

/** See FindSources. */
export const findSources: FindSources = async ({
  package: name,
  specifiers,
  python,
  variantIndex,
  index,
  signal,
  onLine,
}) => {
  const choice = await readIndexChoice(index, variantIndex, onLine);
  const http = await createHttp(choice, limits);
  try {
    const places = await Promise.all(placesOf(choice, name).map((place) => filesAt(http, place, signal)));
    const isPinned = specifiers.some((one) => /(?:^|,)\s*===?/.test(one));
    const versions = places
      .flatMap((files) => files ?? [])
      .filter(({ yanked, requiresPython }) => (isPinned || !yanked) && meetsDependency(python, requiresPython))
      .flatMap(({ filename }) => readSourceName(filename, name)?.version ?? [])
      .filter((version) => specifiers.every((one) => meets(version, one)))
      .sort((a, b) => compare(b, a));
    // The address of the installer's own default index is its own.
    const isComplete = (choice.noIndex || choice.defaultIndex !== null) && !places.includes(null);
    return { version: versions[0] ?? null, isComplete };
  } finally {
    await http.close();
  }
};

type Place = { kind: 'page'; url: string } | { kind: 'folder'; path: string } | { kind: 'unknown' };

const placesOf = (choice: IndexChoice, name: string): Place[] => {
  const indexes = choice.noIndex ? [] : [choice.defaultIndex, ...choice.furtherIndexes].filter((url) => url !== null);
  return [
    ...indexes.map((url) => placeOf(`${url.replace(/\/+$/, '')}/${name}/`, choice)),
    ...choice.findLinks.map((link) => placeOf(link, choice)),
  ];
};

const placeOf = (link: string, { offline }: IndexChoice): Place => {
  if (/^https?:\/\//i.test(link)) return offline ? { kind: 'unknown' } : { kind: 'page', url: link };
  if (/^file:\/\//i.test(link)) return folderAt(link);
  return link.includes('://') ? { kind: 'unknown' } : { kind: 'folder', path: link };
};

/** A file: URL may name another computer, and then it is no path here. */
const folderAt = (link: string): Place => {
  try {
    return { kind: 'folder', path: fileURLToPath(link) };
  } catch {
    return { kind: 'unknown' };
  }
};

/** Null where nobody could be asked. */
const filesAt = async (http: HttpClient, place: Place, signal: AbortSignal): Promise<readonly IndexFile[] | null> => {
  switch (place.kind) {
    case 'page':
      return readProject(http, place.url, signal);
    case 'folder': {
      const names = await readdir(place.path).catch(() => null);
      return names?.map((filename) => ({ filename, requiresPython: '', yanked: false })) ?? null;
    }
    case 'unknown':
      return null;
  }
};
