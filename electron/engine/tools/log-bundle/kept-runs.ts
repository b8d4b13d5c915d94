import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { eventSchema } from '../../../../shared/events.ts';
import type { KeptFile, KeptRun } from '../../interfaces/log-bundle.ts';
import { errorCode } from '../error-code.ts';
import { leftOutOf, limits } from './limits.ts';
import { readLines } from './read-lines.ts';

/** What a run may leave, in the order of an export. */
const ofRun = ['journal.ndjson', 'pylock.toml', 'manifest.json'] as const;

/** The last runs of an environment, or of all (null), the newest first. Links are passed over, whatever they lead to. */
export const keptRuns = async (folder: string, environment: string | null): Promise<KeptRun[]> => {
  const runs: KeptRun[] = [];
  for (const id of await runsIn(folder)) {
    if (runs.length === limits.runs) break;
    const files = await keptFiles(join(folder, id), `runs/${id}`, ofRun);
    const [journal] = files;
    if (journal === undefined || !journal.path.endsWith(ofRun[0])) continue;
    const its = await environmentOf(journal);
    if (environment === null || (its !== null && isSame(its, environment))) runs.push({ id, environment: its, files });
  }
  return runs;
};

/** Those of these names that are files in a folder of ours. */
export const keptFiles = async (folder: string, prefix: string, names: readonly string[]): Promise<KeptFile[]> => {
  const found = await Promise.all(
    names.map(async (name): Promise<KeptFile[]> => {
      const path = join(folder, name);
      const stat = await orAbsent(lstat(path), null);
      if (stat === null || !stat.isFile()) return [];
      return [{ name: `${prefix}/${name}`, path, bytes: stat.size, leftOut: leftOutOf(stat.size) }];
    }),
  );
  return found.flat();
};

/** Runs' folders sort by their time. */
const runsIn = async (folder: string): Promise<string[]> => {
  const entries = await orAbsent(readdir(folder, { withFileTypes: true }), []);
  return entries
    .filter((entry) => entry.isDirectory() && /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(entry.name))
    .map(({ name }) => name)
    .sort()
    .reverse();
};

const orAbsent = <T>(found: Promise<T>, absent: T): Promise<T> =>
  found.catch((error: unknown) => {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '')) return absent;
    throw error;
  });

const isSame = (one: string, other: string): boolean =>
  process.platform === 'win32' ? one.toLowerCase() === other.toLowerCase() : one === other;

/** Its first event tells; null where it has none that can be read. */
const environmentOf = async ({ path, bytes }: KeptFile): Promise<string | null> => {
  const signal = new AbortController().signal;
  try {
    for await (const line of readLines({ path, bytes: Math.min(bytes, limits.beginning), note: () => '', signal })) {
      const event = eventSchema.safeParse(JSON.parse(line)).data;
      return event?.type === 'run-started' ? event.environment : null;
    }
  } catch (error) {
    // A torn line, and a journal that another user's run wrote, or that was pruned just now.
    if (!(error instanceof SyntaxError) && errorCode(error) === null) throw error;
  }
  return null;
};
