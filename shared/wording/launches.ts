import type { EventOf } from '../events.ts';
import { duration } from './amounts.ts';

/** That a launched program is ready, by how that is known; the text is the time since its start. */
export const readyWords: Record<EventOf<'launch-ready'>['how'], (after: string) => string> = {
  output: (after) => `Ready after ${after}`,
  port: (after) => `Ready after ${after}: its port takes connections`,
  url: (after) => `Ready after ${after}: its address answers`,
  time: (after) => `It has run for ${after}, and counts as ready`,
};

/** How a launched program has ended. */
export const wordEnd = ({ exitCode, signal, ms }: EventOf<'launch-ended'>): string => {
  const after = `after ${duration(ms)}`;
  if (signal !== null) return `The program was ended by ${signal} ${after}`;
  return exitCode === null
    ? `The program was stopped ${after}`
    : `The program has ended with exit code ${exitCode} ${after}`;
};
