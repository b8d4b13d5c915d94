import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Event } from '../../../shared/events.ts';
import { eventsOf } from '../../support/cli.ts';

/** The events of the last run, as they were written to disk. `home` is the product's own folder. */
export const lastJournal = async (home: string): Promise<Event[]> => {
  const runs = path.join(home, 'data/runs');
  const last = (await readdir(runs)).toSorted().at(-1) ?? '';
  return eventsOf(await readFile(path.join(runs, last, 'journal.ndjson'), 'utf8'));
};
