import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Moment } from './kill-moment.ts';
import { type Extent, measure, type Point, type Result, runPoint } from './kill-point.ts';
import { killWheels, makePlace, type Place, type Scenario, scenarios } from './kill-stack.ts';
import { startLocalIndex } from './local-index.ts';
import { testUv } from './python.ts';

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export const randomFrom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** Each scenario meets each of them in turn. */
const kinds = ['change', 'event', 'change later', 'time', 'again', 'cancel', 'change', 'again at undo'] as const;

/** The n-th point of a run: scenarios and kinds of moments take turns, the rest is by chance. */
const pointAt = (at: number, extents: ReadonlyMap<Scenario, Extent>, random: () => number): Point => {
  const scenario = scenarios[at % scenarios.length];
  const extent = scenario === undefined ? undefined : extents.get(scenario);
  const kind = kinds[(at + Math.floor(at / scenarios.length)) % kinds.length];
  if (scenario === undefined || extent === undefined || kind === undefined) throw new Error(`no point ${at}`);
  const upTo = (most: number): number => Math.floor(random() * most);
  const kill = (after: Moment['after'], delayMs = 0): Moment => {
    const most = after === 'event' ? extent.events - 1 : extent.changes;
    return { after, n: 1 + upTo(most), delayMs, signal: 'SIGKILL' };
  };
  const point: Point = {
    scenario,
    moment: kill('change'),
    again: null,
    diagnose: random() < 0.5,
    sameFlags: random() < 0.5,
  };
  switch (kind) {
    case 'change':
      return point;
    case 'event':
      return { ...point, moment: kill('event') };
    case 'change later':
      return { ...point, moment: kill('change', upTo(extent.ms / 4)) };
    case 'time':
      return { ...point, moment: kill('start', upTo(extent.ms)) };
    case 'again':
      return { ...point, again: kill('event', upTo(20)) };
    case 'again at undo':
      return { ...point, again: kill('undo', upTo(12)) };
    case 'cancel':
      return {
        ...point,
        moment: { ...kill(random() < 0.5 ? 'event' : 'change'), signal: random() < 0.5 ? 'SIGTERM' : 'SIGINT' },
      };
  }
};

export interface KillRun {
  points: number;
  seed: number;
  /** So many environments are worked on at a time. */
  lanes: number;
  onResult?: (result: Result, at: number) => void;
}

/** Cuts that many runs short, each in an environment that begins anew, and returns what became of them. */
export const killRuns = async ({ points, seed, lanes, onResult }: KillRun): Promise<Result[]> => {
  // The index here has no uv.
  await testUv();
  const folder = await mkdtemp(join(tmpdir(), 'smart-installer-kill-'));
  const index = await startLocalIndex(killWheels());
  try {
    const places = await Promise.all(
      Array.from({ length: lanes }, (_, lane) =>
        makePlace({ folder: join(folder, String(lane)), indexUrl: index.url }),
      ),
    );
    const extents = new Map<Scenario, Extent>();
    const toMeasure = [...scenarios];
    const measureNext = async (place: Place): Promise<void> => {
      for (let next = toMeasure.shift(); next !== undefined; next = toMeasure.shift())
        extents.set(next, await measure(place, next));
    };
    await Promise.all(places.map(measureNext));
    const random = randomFrom(seed);
    const waiting = Array.from({ length: points }, (_, at) => ({ at, point: pointAt(at, extents, random) }));
    const results: Result[] = [];
    const work = async (place: Place): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const result = await runPoint(place, next.point);
        results.push(result);
        onResult?.(result, next.at);
      }
    };
    await Promise.all(places.map(work));
    return results;
  } finally {
    await index.stop();
    await rm(folder, { recursive: true, force: true });
  }
};
