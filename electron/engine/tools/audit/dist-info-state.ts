import type { PackageAudit } from '../../interfaces/audit.ts';
import { errorCode } from '../error-code.ts';
import { readMetadata } from '../packages/dist-info.ts';
import { headerBytes, NotRegular, readBeginning, readOrEmpty, recordBytes } from '../packages/read-beginning.ts';
import { parseRecord, type RecordEntry } from '../packages/record.ts';
import { isWholeRecord } from '../packages/whole-record.ts';

/** A power cut leaves a file of no bytes, or of nothing but NUL. */
export const metadataState = async (distInfo: string): Promise<PackageAudit['metadata']> => {
  const { name, version } = await readMetadata(distInfo);
  if (name !== null && version !== null) return 'whole';
  return (await isAbsent(() => readBeginning(distInfo, 'METADATA', 1))) ? 'missing' : 'empty';
};

/**
 * RECORD's entries, or a word where it cannot serve. `none`: the installer needs none, for it keeps a
 * list of its own (conda's packages may come without, see the specification of RECORD).
 */
export const recordEntries = async (distInfo: string): Promise<RecordEntry[] | 'missing' | 'empty' | 'none'> => {
  try {
    const text = await readBeginning(distInfo, 'RECORD', recordBytes);
    const entries = parseRecord(text);
    return isWholeRecord(text, entries, distInfo) ? entries : 'empty';
  } catch (error) {
    if (!isNothing(error)) return 'empty';
    const installer = (await readOrEmpty(distInfo, 'INSTALLER', headerBytes)).trim();
    return installer === 'conda' ? 'none' : 'missing';
  }
};

const isAbsent = async (read: () => Promise<unknown>): Promise<boolean> => {
  try {
    await read();
    return false;
  } catch (error) {
    return isNothing(error);
  }
};

/** A link or a pipe in its place is no file of the package. */
const isNothing = (error: unknown): boolean =>
  error instanceof NotRegular || ['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '');
