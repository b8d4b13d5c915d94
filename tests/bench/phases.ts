import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { median } from './median.ts';

/** Milliseconds of one command, by what it did: `start` until the run begins, its phases, `end` after the run. */
export type Phases = ReadonlyMap<string, number>;

/**
 * Of the last run of a home, from its journal; `began` and `ended` are the command's own moments (Date.now).
 * Throws where there is no journal of a whole run.
 */
export const phasesOfLastRun = async (
  home: string,
  { began, ended }: { began: number; ended: number },
): Promise<Phases> => {
  const runs = join(home, 'data', 'runs');
  // Runs are named by the time of their beginning.
  const last = (await readdir(runs)).sort().at(-1) ?? '';
  const lines = (await readFile(join(runs, last, 'journal.ndjson'), 'utf8')).trim().split('\n');
  return phasesOf(
    lines.map((line) => JSON.parse(line)),
    { began, ended },
  );
};

interface Told {
  at: number;
  type: string;
  phase?: string;
}

/** Pure. Throws where the run did not end. */
export const phasesOf = (events: readonly Told[], { began, ended }: { began: number; ended: number }): Phases => {
  const phases = new Map<string, number>();
  let [current, since] = ['start', began];
  const enter = (next: string, at: number): void => {
    phases.set(current, (phases.get(current) ?? 0) + at - since);
    [current, since] = [next, at];
  };
  for (const { at, type, phase } of events) {
    if (type === 'phase-started' && phase !== undefined) enter(phase, at);
    if (type === 'run-finished') enter('end', at);
  }
  if (current !== 'end') throw new Error('the journal has no end');
  enter('', ended);
  return phases;
};

/** `start 210 ms, detect 55, diagnose 640`: the median of each. */
export const wordPhases = (told: readonly Phases[]): string =>
  [...new Set(told.flatMap((phases) => [...phases.keys()]))]
    .map((name, at) => {
      const ms = Math.round(median(told.map((phases) => phases.get(name) ?? 0)));
      return `${name} ${ms}${at === 0 ? ' ms' : ''}`;
    })
    .join(', ');
