import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Running } from './cli.ts';

/** When a run is ended, and how. Of `event` and `change` the n-th is waited for, then `delayMs` more. */
export interface Moment {
  after: 'start' | 'event' | 'change' | 'undo';
  n: number;
  delayMs: number;
  signal: 'SIGKILL' | 'SIGTERM' | 'SIGINT';
}

export const describeMoment = ({ after, n, delayMs, signal }: Moment): string => {
  const start = after === 'event' || after === 'change' ? `${after} ${n}` : after;
  return `${signal} at ${start} +${delayMs} ms`;
};

const lookEveryMs = 1;

/** Sends the signal to the run's own process at that moment; false where it had ended before. */
export const cut = async (run: Running, environment: string, moment: Moment): Promise<boolean> => {
  let over = false;
  const ended = run.ended.then(() => {
    over = true;
  });
  while (!over && !hasCome(run, environment, moment)) await Promise.race([pause(lookEveryMs), ended]);
  if (!over && moment.delayMs > 0) await Promise.race([pause(moment.delayMs), ended]);
  if (over) return false;
  // Only this one: what becomes of its children is the product's duty.
  const sent = run.process.kill(moment.signal);
  await ended;
  return sent && (moment.signal !== 'SIGKILL' || run.process.signalCode === 'SIGKILL');
};

const hasCome = (run: Running, environment: string, { after, n }: Moment): boolean => {
  switch (after) {
    case 'start':
      return true;
    case 'event':
      return run.output().split('\n').length > n;
    case 'undo':
      return run.output().includes('"type":"step-started","step":"undo-run');
    case 'change':
      return countChanges(environment) >= n;
  }
};

/** Lines in the journals of changes of this environment; 0 where none is there. */
export const countChanges = (environment: string): number =>
  journalsIn(environment).reduce((sum, lines) => sum + lines.length, 0);

/** Whether a run began to change the environment and neither committed nor was put back. */
export const hasOpenRun = (environment: string): boolean =>
  journalsIn(environment).some((lines) => {
    const has = (what: string): boolean => lines.some((line) => line.includes(`"what":"${what}"`));
    return has('began') && !has('committed');
  });

/** The lines of each journal of changes. */
const journalsIn = (environment: string): string[][] => {
  const trash = join(environment, '.smart-installer/trash');
  return namesIn(trash).flatMap((run) =>
    namesIn(join(trash, run))
      .filter((name) => name.endsWith('.ndjson'))
      .map((name) => linesIn(join(trash, run, name))),
  );
};

/** The run makes and deletes these while they are looked at, so each may be gone. */
const namesIn = (folder: string): string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

/** Whole lines only: a kill may tear the last one. */
const linesIn = (file: string): string[] => {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .slice(0, -1)
      .filter((line) => line !== '');
  } catch {
    return [];
  }
};
