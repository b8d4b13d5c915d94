import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Event, eventSchema } from '../../../../shared/events.ts';
import type { FailedAttempt } from '../../interfaces/journals.ts';

/** See Journals.failedAttempts. Runs' folders sort by their time, so the newest is read first. */
export const failedAttempts = async (
  folder: string,
  { environment, now, maxAgeMs }: { environment: string; now: number; maxAgeMs: number },
): Promise<FailedAttempt[]> => {
  const attempts: FailedAttempt[] = [];
  for (const run of (await runsIn(folder)).sort().reverse()) {
    const events = await decisiveEvents(join(folder, run, 'journal.ndjson'), environment);
    const [started] = events;
    if (started === undefined) continue;
    if (started.at < now - maxAgeMs || events.some(hasHealed)) break;
    attempts.push(
      ...events.flatMap((event) =>
        event.type === 'rung-failed' ? event.tried.map((one) => ({ ...one, stack: event.stack })) : [],
      ),
    );
  }
  return attempts;
};

/** Absent or not to be read: then nothing is remembered, which is no reason not to repair. */
const runsIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);

const hasHealed = (event: Event): boolean => event.type === 'run-finished' && event.outcome.kind === 'repaired';

/** Journals hold every line that a tool printed; only lines of these types are looked into. */
const decisive = /"type":"(?:run-started|rung-failed|run-finished)"/;

/** The first event and those that decide, of a repair of this environment; empty for any other run. */
const decisiveEvents = async (path: string, environment: string): Promise<Event[]> => {
  const events: Event[] = [];
  const stream = createReadStream(path, 'utf8');
  try {
    for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
      const event = decisive.test(line) ? parsed(line) : null;
      if (event === null) continue;
      if (event.type === 'run-started' && (event.verb !== 'repair' || event.environment !== environment)) return [];
      events.push(event);
    }
  } catch {
    // A journal that cannot be read (removed meanwhile, another user's) tells of no attempt.
    return [];
  } finally {
    stream.destroy();
  }
  return events[0]?.type === 'run-started' ? events : [];
};

const parsed = (line: string): Event | null => {
  try {
    return eventSchema.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    // The line that a power cut tore.
    return null;
  }
};
