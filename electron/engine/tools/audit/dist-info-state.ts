import type { PackageAudit } from '../../tools.ts';
import { errorCode } from '../error-code.ts';
import { readMetadata } from '../packages/dist-info.ts';
import { NotRegular, readBeginning, recordBytes } from '../packages/read-beginning.ts';
import { parseRecord, type RecordEntry } from '../packages/record.ts';

/** A power cut leaves a file of no bytes, or of nothing but NUL. */
export const metadataState = async (distInfo: string): Promise<PackageAudit['metadata']> => {
  const { name, version } = await readMetadata(distInfo);
  if (name !== null && version !== null) return 'whole';
  return (await isAbsent(() => readBeginning(distInfo, 'METADATA', 1))) ? 'missing' : 'empty';
};

/** RECORD's entries, or a word where it cannot serve. */
export const recordEntries = async (distInfo: string): Promise<RecordEntry[] | 'missing' | 'empty'> => {
  try {
    const entries = parseRecord(await readBeginning(distInfo, 'RECORD', recordBytes));
    return entries.some(isValid) ? entries : 'empty';
  } catch (error) {
    return isNothing(error) ? 'missing' : 'empty';
  }
};

/** As installers write one; some list no hashes at all. */
const isValid = ({ path, hash, size }: RecordEntry): boolean =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what a power cut leaves are exactly these
  !/[\0-\x1f\ufffd]/.test(path) && /^(?:[a-z0-9]+=[A-Za-z0-9_-]+=*)?$/.test(hash) && /^\d*$/.test(size);

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
