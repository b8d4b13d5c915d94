import { constants } from 'node:fs';
import { type FileHandle, lstat, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Event, eventSchema } from '../../../../shared/events.ts';
import { type KeptLog, runIdSchema } from '../../../../shared/run-log.ts';
import { errorCode } from '../error-code.ts';

/** Bytes of a journal's beginning and end that are looked at: its first event, and its last. */
const lookedAt = 64 * 1024;

/** Where the journal of a run is; null where there is none. Links are passed over, whatever they lead to. */
export const journalOf = async (folder: string, run: string): Promise<string | null> => {
  const path = join(folder, run, 'journal.ndjson');
  if (!(await isA(join(folder, run), 'folder')) || !(await isA(path, 'file'))) return null;
  return path;
};

const isA = (path: string, kind: 'folder' | 'file'): Promise<boolean> =>
  lstat(path).then(
    (stat) => (kind === 'folder' ? stat.isDirectory() : stat.isFile()),
    () => false,
  );

/** The runs whose journals are kept, the newest first: their folders sort by their time. */
export const listRuns = async (folder: string): Promise<KeptLog[]> => {
  const names = await readdir(folder).catch((error: unknown) => {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  });
  const runs = names
    .filter((name) => runIdSchema.safeParse(name).success)
    .sort()
    .reverse();
  const found = await Promise.all(runs.map((run) => lookAt(folder, run)));
  return found.filter((log) => log !== null);
};

const lookAt = async (folder: string, run: string): Promise<KeptLog | null> => {
  const path = await journalOf(folder, run);
  const file =
    path === null ? null : await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)).catch(() => null);
  if (file === null) return null;
  try {
    const { size } = await file.stat();
    const [first, last] = [
      parsed((await read(file, 0)).split('\n', 1)[0]),
      parsed(lastLine(await read(file, size - lookedAt))),
    ];
    const began = first?.type === 'run-started' ? first : null;
    return {
      run,
      at: began?.at ?? null,
      verb: began?.verb ?? null,
      environment: began?.environment ?? null,
      outcome: last?.type === 'run-finished' ? last.outcome.kind : null,
    };
  } finally {
    await file.close();
  }
};

const read = async (file: FileHandle, from: number): Promise<string> => {
  const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(lookedAt), position: Math.max(0, from) });
  return buffer.toString('utf8', 0, bytesRead);
};

/** The last one that is whole. */
const lastLine = (text: string): string | undefined => text.split('\n').at(-2);

const parsed = (line: string | undefined): Event | null => {
  try {
    return eventSchema.safeParse(JSON.parse(line ?? '')).data ?? null;
  } catch {
    // A line that is torn, or too long to be looked at whole.
    return null;
  }
};
