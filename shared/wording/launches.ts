import type { EventOf } from '../events.ts';
import { duration } from './amounts.ts';
import { texts } from './catalogue.ts';

/** That a launched program is ready, and how that is known. */
export const wordReady = ({ how, ms }: Pick<EventOf<'launch-ready'>, 'how' | 'ms'>): string =>
  texts().launches.ready[how](duration(ms));

/** How a launched program has ended. */
export const wordEnd = ({ exitCode, signal, ms }: EventOf<'launch-ended'>): string => {
  const said = texts().launches;
  const time = duration(ms);
  if (signal !== null) return said.endedBy(signal, time);
  return exitCode === null ? said.stopped(time) : said.ended(exitCode, time);
};
