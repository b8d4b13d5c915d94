import { join } from 'node:path';
import { throwIfCancelled } from '../../failing.ts';
import { normalizeName } from '../../requirement.ts';
import { errorCode } from '../error-code.ts';
import { removeTree } from '../remove-tree.ts';
import { hashOfAddress } from './addresses.ts';
import { lookAt, markUsed } from './entries.ts';
import { type HashThreads, hashWhole } from './hash-threads.ts';
import { checked, type Layout } from './layout.ts';
import type { StoredWheel, WantedWheel } from './wheel.ts';
import { lockWheelNow } from './wheel-lock.ts';

export interface FindOptions {
  signal: AbortSignal;
  /** Milliseconds since the epoch. */
  now: number;
  /** A stored wheel is not what it should be, and was removed. */
  onDamaged?: () => void;
}

/** See Wheelhouse.find. */
export const findWheel = async (
  layout: Layout,
  threads: HashThreads,
  given: WantedWheel,
  { signal, now, onDamaged }: FindOptions,
): Promise<StoredWheel | null> => {
  throwIfCancelled(signal);
  const wanted = checked(given);
  const sha256 = wanted.sha256 ?? (await hashOfAddress(layout, wanted.url));
  if (sha256 === null) return null;
  const bytes = await lookAt(layout, sha256, wanted.filename);
  if (bytes === 'absent') return null;
  const path = join(layout.wheels, sha256, wanted.filename);
  const right = bytes !== 'other' && (wanted.bytes === null || bytes === wanted.bytes);
  const found = right ? await hashWhole(threads, path, bytes, signal).catch(brokenIsNull) : null;
  throwIfCancelled(signal);
  if (right && found === sha256) {
    await markUsed(layout, sha256, now);
    const { version, filename } = wanted;
    return { name: normalizeName(wanted.name), version, filename, path, sha256, bytes };
  }
  await removeDamaged(layout, sha256, signal, now);
  onDamaged?.();
  return null;
};

/** A disk that cannot read it any more, or a link that came between; a virus scanner's lock is no damage. */
const brokenIsNull = (error: unknown): null => {
  if (['EIO', 'ELOOP', 'ENOENT'].includes(errorCode(error) ?? '')) return null;
  throw error;
};

/** Who downloads it anew just now puts the new one in the place of the damaged one. */
const removeDamaged = async (layout: Layout, sha256: string, signal: AbortSignal, now: number): Promise<void> => {
  const lock = await lockWheelNow(layout, sha256, now).catch(() => null);
  try {
    if (lock !== null) await removeTree({ root: layout.folder, path: join(layout.wheels, sha256), signal });
  } finally {
    await lock?.release();
  }
};
