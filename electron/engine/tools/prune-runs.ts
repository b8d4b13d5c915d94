import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Another process may still write to a journal that was touched so short a time ago. */
const inUseMs = 3_600_000;

/**
 * Deletes the folders of the oldest runs in `folder` beyond `keep`. What cannot be read or deleted
 * stays for the next time: old journals in the way are no reason to refuse a repair.
 */
export const pruneRuns = async (folder: string, keep: number): Promise<void> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const runs = await Promise.all(
    entries
      .filter((entry) => entry.isDirectory())
      .map(async ({ name }) => ({ name, touchedAt: await lastTouch(join(folder, name)) })),
  );
  const beyond = runs.sort((a, b) => b.touchedAt - a.touchedAt).slice(keep);
  for (const { name, touchedAt } of beyond)
    if (Date.now() - touchedAt > inUseMs)
      await rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined);
};

/** Milliseconds since the epoch at which the journal was last written, or its folder where it has none. */
const lastTouch = async (run: string): Promise<number> => {
  const found = await stat(join(run, 'journal.ndjson')).catch(() => stat(run).catch(() => null));
  return found?.mtimeMs ?? Date.now();
};
