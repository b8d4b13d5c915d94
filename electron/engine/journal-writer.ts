import type { Event, EventOf } from '../../shared/events.ts';
import { Failing } from './failing.ts';
import type { Journal, Journals } from './interfaces/journals.ts';
import type { RunRequest } from './run-request.ts';

/** Characters of output that may wait for the disk; a program can print them faster than they are written. */
const mostWaiting = 16 * 1024 * 1024;
/** What a line takes beside its text. */
const perLine = 100;

interface JournalWriter {
  open: () => Promise<void>;
  onTrouble: (tell: (text: string) => void) => void;
  /** The journal's path; null where there is none. */
  path: () => string | null;
  write: (events: readonly Event[]) => void;
  close: () => Promise<void>;
}

/**
 * Writes a run's events to its journal in order. A journal that cannot be written (a full disk) is
 * said once and does not end the run: the user is better served by a repair without a journal. Where
 * the disk falls behind a program's output, the oldest lines that wait are left out, and counted.
 */
export const createJournalWriter = (
  journals: Pick<Journals, 'open' | 'keepManifest'>,
  run: string,
  { verb, manifest }: Pick<RunRequest, 'verb' | 'manifest'>,
): JournalWriter => {
  let journal: Journal | null = null;
  let writing: Promise<void> = Promise.resolve();
  let waiting: Event[] = [];
  let sizeWaiting = 0;
  let thinnedTo = 0;
  let broken = false;
  let trouble: (text: string) => void = () => undefined;

  const failed = (error: unknown): void => {
    if (broken) return;
    broken = true;
    trouble(`The journal cannot be written any more: ${error instanceof Failing ? error.failure.code : String(error)}`);
  };

  const takeWaiting = (): Event[] => {
    const events = waiting;
    waiting = [];
    sizeWaiting = 0;
    thinnedTo = 0;
    return events;
  };

  const thinOut = (): void => {
    for (; sizeWaiting > mostWaiting && thinnedTo < waiting.length; thinnedTo += 1) {
      const event = waiting[thinnedTo];
      if (event?.type !== 'lines') continue;
      sizeWaiting -= sizeOf(event);
      waiting[thinnedTo] = { ...event, lines: [], leftOut: { events: 1, lines: event.lines.length } };
    }
  };

  return {
    open: async () => {
      if (verb === 'detect') return;
      try {
        journal = await journals.open(run);
        await journals.keepManifest(run, manifest);
      } catch (error) {
        trouble(
          `${journal === null ? 'There is no journal' : 'The manifest cannot be kept beside the journal'} of this run: ${error instanceof Failing ? error.failure.code : String(error)}`,
        );
      }
    },
    onTrouble: (tell) => {
      trouble = tell;
    },
    path: () => journal?.path ?? null,
    write: (events) => {
      const target = journal;
      if (target === null || broken) return;
      const isFirst = waiting.length === 0;
      waiting.push(...events);
      for (const event of events) if (event.type === 'lines') sizeWaiting += sizeOf(event);
      thinOut();
      // What comes while this waits for its turn is written with it.
      if (isFirst && waiting.length > 0)
        writing = writing.then(() => target.append(broken ? [] : takeWaiting())).catch(failed);
    },
    close: async () => {
      await writing;
      // The run has ended, so there is no event left that could carry this.
      await journal?.close().catch((error: unknown) => process.emitWarning(`journal: ${String(error)}`));
    },
  };
};

const sizeOf = ({ lines }: EventOf<'lines'>): number => lines.reduce((sum, { text }) => sum + text.length + perLine, 0);
