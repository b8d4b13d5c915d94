import { readFile, stat } from 'node:fs/promises';
import { isRecord } from '../../shared/is-record.ts';
import type { ReadSettings } from '../../shared/settings.ts';
import { errorCode } from '../engine/tools/error-code.ts';

/** Bytes of a settings file at most; one with every setting has about 1 kB. */
const sizeLimit = 256 * 1024;

export type SettingsFile =
  | { kind: 'absent' }
  /** It may not or cannot be read. */
  | { kind: 'unreadable' }
  /** No settings file at all: cut off, empty, of another kind. */
  | { kind: 'damaged' }
  /** `raw` is all that it says, also what this version does not know. */
  | ({ kind: 'read'; raw: Record<string, unknown> } & ReadSettings);

/** What there is at this place. Never throws. */
export const readSettingsFile = async (path: string): Promise<SettingsFile> => {
  let text: string;
  try {
    const found = await stat(path);
    // A pipe or a device may never end; none of them is to be moved away.
    if (!found.isFile()) return { kind: 'unreadable' };
    if (found.size > sizeLimit) return { kind: 'damaged' };
    text = await readFile(path, 'utf8');
  } catch (error) {
    return { kind: errorCode(error) === 'ENOENT' ? 'absent' : 'unreadable' };
  }
  const raw = parseObject(text);
  // Loaded for a file only: without one, a start waits for no parser.
  const { readSettings } = await import('../../shared/settings.ts');
  const read = readSettings(raw);
  return raw === null || read === null ? { kind: 'damaged' } : { kind: 'read', raw, ...read };
};

const parseObject = (text: string): Record<string, unknown> | null => {
  try {
    // Windows editors write a byte-order mark.
    const raw: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return isRecord(raw) ? raw : null;
  } catch {
    return null;
  }
};
