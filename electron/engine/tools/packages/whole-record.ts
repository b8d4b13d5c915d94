import { basename } from 'node:path';
import { isValidEntry, type RecordEntry } from './record.ts';

/**
 * Whether a RECORD is there from its first line to its last, as far as it tells. Every installer (pip,
 * uv, conda, flit, Poetry) ends each line and lists METADATA and RECORD itself, of which one is enough:
 * a wheel made by hand may lack the other. Poetry and flit write some paths from the root on. With a
 * half line, or NUL in the place of lines, healthy files would be blamed.
 */
export const isWholeRecord = (text: string, entries: readonly RecordEntry[], distInfo: string): boolean => {
  const folder = basename(distInfo).toLowerCase();
  const isOwn = (path: string, name: string): boolean => {
    const plain = path.replaceAll('\\', '/').toLowerCase();
    return plain === `${folder}/${name}` || plain.endsWith(`/${folder}/${name}`);
  };
  const lists = (name: string): boolean => entries.some(({ path }) => path.length < 5000 && isOwn(path, name));
  const last = entries.at(-1);
  return (
    last !== undefined &&
    entries.every(isValidEntry) &&
    (/[\r\n]$/.test(text) || isOwn(last.path, 'record')) &&
    (lists('record') || lists('metadata'))
  );
};
