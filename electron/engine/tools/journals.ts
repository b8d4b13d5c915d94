import { type FileHandle, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Event } from '../../../shared/events.ts';
import { redactAll } from '../../../shared/redact.ts';
import { Failing } from '../failing.ts';
import type { Journal, Journals } from '../interfaces/journals.ts';
import { errorCode } from './error-code.ts';
import { failedAttempts } from './journals/failed-attempts.ts';
import { lockFileOf } from './journals/lock-file.ts';
import { type JournalLimits, parseEvent, shortened } from './journals/shortened.ts';
import { makeFolders } from './make-folders.ts';
import { pruneRuns } from './prune-runs.ts';
import { failureOfErrno } from './system-failure.ts';
import { writeAtomically } from './write-atomically.ts';

/** Events after which a power cut must find the journal on the disk: what was begun, decided and done. */
const lasting: ReadonlySet<Event['type']> = new Set<Event['type']>([
  'run-started',
  'plan-made',
  'rung-failed',
  'step-finished',
  'run-finished',
]);

const mebibyte = 1024 * 1024;
/** The end holds more lines than a view keeps. */
const usualLimits: JournalLimits & { growth: number } = {
  head: 4 * mebibyte,
  tail: 4 * mebibyte,
  growth: 16 * mebibyte,
};

interface JournalsOptions {
  folder: string;
  keep?: number;
  /** `growth`: bytes beyond head and tail that may come before the middle is shortened. */
  limits?: typeof usualLimits;
}

/**
 * Journals of runs: `folder`/RUN/journal.ndjson, one event a line, for this user's eyes only. A
 * launched program may talk for days: of a large journal the output in the middle is left out.
 * Opening one prunes the oldest beyond `keep`. Throws Failing disk-full or permission-denied.
 */
export const createJournals = ({ folder, keep = 50, limits = usualLimits }: JournalsOptions): Journals => ({
  open: async (run) => {
    const path = join(folderOf(folder, run), 'journal.ndjson');
    const file = await failingAt(path, async () => {
      await makeFolders(folderOf(folder, run), { mode: 0o700 });
      return open(path, 'a', 0o600);
    });
    await pruneRuns(folder, keep);
    return writeTo(file, path, limits);
  },
  keepLock: async (run, pins) => keepBeside(folderOf(folder, run), 'pylock.toml', lockFileOf(pins)),
  keepManifest: async (run, manifest) =>
    keepBeside(folderOf(folder, run), 'manifest.json', `${JSON.stringify(redactAll(manifest), null, 2)}\n`),
  failedAttempts: (request) => failedAttempts(folder, request),
});

const keepBeside = (folder: string, name: string, text: string): Promise<void> =>
  failingAt(join(folder, name), async () => {
    await makeFolders(folder, { mode: 0o700 });
    await writeAtomically(join(folder, name), text, 0o600);
  });

const folderOf = (folder: string, run: string): string => {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(run)) throw new Error(`${JSON.stringify(run)} cannot be a folder's name`);
  return join(folder, run);
};

const writeTo = (first: FileHandle, path: string, limits: typeof usualLimits): Journal => {
  let file = first;
  let last: Promise<void> = Promise.resolve();
  let whole = 0;
  let mostBytes = limits.head + limits.tail + limits.growth;

  const shorten = async (): Promise<void> => {
    // Windows replaces no file that is open.
    await file.close();
    try {
      await writeAtomically(path, shortened(await readFile(path), limits), 0o600);
    } catch {
      // No room for both, or somebody reads it: nothing of it is lost, and it goes on as it is.
    } finally {
      file = await open(path, 'a', 0o600);
      whole = (await file.stat()).size;
      // What cannot be shortened is not read again at once.
      mostBytes = whole + limits.growth;
    }
  };

  const write = async (events: readonly Event[]): Promise<void> => {
    const bytes = Buffer.from(events.map((event) => `${JSON.stringify(event)}\n`).join(''));
    try {
      await file.appendFile(bytes);
      whole += bytes.length;
      if (events.some(({ type }) => lasting.has(type))) await file.sync();
    } catch (error) {
      // Half a batch would spoil the first line of the next one. Where even this fails, the reader stops there.
      await file.truncate(whole).catch(() => undefined);
      throw error;
    }
    if (whole > mostBytes) await shorten();
  };

  /** One after the other, whether or not the one before could be written: that one's caller knows. */
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    last = last.then(work, work);
    return last;
  };

  return {
    path,
    append: (events) => inTurn(() => failingAt(path, () => write(events))),
    close: () =>
      inTurn(() =>
        failingAt(path, async () => {
          try {
            await file.sync();
          } finally {
            await file.close();
          }
        }),
      ),
  };
};

const failingAt = async <T>(path: string, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    const failure = failureOfErrno(errorCode(error), path);
    throw failure === null ? error : new Failing(failure);
  }
};

/**
 * The events of a journal in order. `torn` is true where the file does not end with a whole event,
 * which is how a crash or a full disk leaves it; nothing from there on is given.
 */
export const readJournal = async (path: string): Promise<{ events: Event[]; torn: boolean }> => {
  const text = await failingAt(path, () => readFile(path, 'utf8'));
  const events: Event[] = [];
  for (const line of text.split('\n')) {
    const event = line === '' ? null : parseEvent(line);
    if (event === undefined) return { events, torn: true };
    if (event !== null) events.push(event);
  }
  return { events, torn: false };
};
