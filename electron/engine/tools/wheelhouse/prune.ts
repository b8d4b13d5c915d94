import { join } from 'node:path';
import { removeTree } from '../remove-tree.ts';
import { listEntries, listUnfinished } from './entries.ts';
import { heldSince, lockPruning } from './holds.ts';
import { keyOf, type Layout } from './layout.ts';
import { lockWheelNow } from './wheel-lock.ts';
import { isWheelName } from './wheel-name.ts';

export interface Removed {
  bytes: number;
  wheels: number;
}

/** What lies in one folder: a wheel or an unfinished download. */
interface Item {
  folder: string;
  key: string;
  names: readonly (string | null)[];
  bytes: number;
  usedAt: number;
  wheels: number;
}

export interface PruneRequest {
  /** Removes what nobody used for so long. */
  maxAgeMs?: number;
  /** Removes what was used longest ago until all that is left takes so much at most. */
  maxBytes?: number;
  /** Milliseconds since the epoch. */
  now: number;
  signal: AbortSignal;
}

/**
 * Removes wheels and unfinished downloads, the least recently used first, and never what a living
 * process uses or downloads. Removes nothing where another process prunes. Throws Cancelled and the
 * system's errors.
 */
export const prune = async (layout: Layout, { maxAgeMs, maxBytes, now, signal }: PruneRequest): Promise<Removed> => {
  const lock = await lockPruning(layout, now);
  if (lock === null) return { bytes: 0, wheels: 0 };
  try {
    const items = (await itemsOf(layout)).sort((a, b) => a.usedAt - b.usedAt);
    const since = await heldSince(layout);
    let left = items.reduce((sum, { bytes }) => sum + bytes, 0);
    const removed: Removed = { bytes: 0, wheels: 0 };
    for (const item of items) {
      const tooOld = maxAgeMs !== undefined && item.usedAt < now - maxAgeMs;
      const tooMuch = maxBytes !== undefined && left > maxBytes;
      if (item.usedAt >= since || !(tooOld || tooMuch)) continue;
      if (!(await removeItem(layout, item, now, signal))) continue;
      left -= item.bytes;
      removed.bytes += item.bytes;
      removed.wheels += item.wheels;
    }
    return removed;
  } finally {
    await lock.release();
  }
};

/** Removes all that there is of these packages (normalised names) but what another process is downloading. */
export const evict = async (
  layout: Layout,
  names: readonly string[],
  { now, signal }: Pick<PruneRequest, 'now' | 'signal'>,
): Promise<Removed> => {
  const removed: Removed = { bytes: 0, wheels: 0 };
  for (const item of await itemsOf(layout)) {
    if (!item.names.some((name) => name !== null && names.includes(name))) continue;
    if (!(await removeItem(layout, item, now, signal))) continue;
    removed.bytes += item.bytes;
    removed.wheels += item.wheels;
  }
  return removed;
};

const itemsOf = async (layout: Layout): Promise<Item[]> => {
  const wheels = new Map<string, Item>();
  for (const { sha256, name, filename, bytes, usedAt } of await listEntries(layout)) {
    const known = wheels.get(sha256);
    wheels.set(sha256, {
      folder: join(layout.wheels, sha256),
      key: keyOf({ sha256, url: '' }),
      names: [...(known?.names ?? []), name],
      bytes: (known?.bytes ?? 0) + bytes,
      usedAt,
      wheels: (known?.wheels ?? 0) + (isWheelName(filename) ? 1 : 0),
    });
  }
  const unfinished = (await listUnfinished(layout)).map(
    ({ key, name, bytes, usedAt }): Item => ({
      folder: join(layout.partial, key),
      key,
      names: [name],
      bytes,
      usedAt,
      wheels: 0,
    }),
  );
  return [...wheels.values(), ...unfinished];
};

/** False where a process is at it, or something is left. */
const removeItem = async (layout: Layout, item: Item, now: number, signal: AbortSignal): Promise<boolean> => {
  const lock = await lockWheelNow(layout, item.key, now);
  if (lock === null) return false;
  try {
    return (await removeTree({ root: layout.folder, path: item.folder, signal })).length === 0;
  } finally {
    await lock.release();
  }
};
