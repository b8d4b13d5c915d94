import { join } from 'node:path';
import { startLocalIndex } from '../support/local-index.ts';
import { alternate } from './alternate.ts';
import { type Case, coreCase } from './case.ts';
import {
  findMachine,
  type Machine,
  makeEnvironment,
  ourRepair,
  pipOneByOne,
  uvInstall,
  writeManifest,
} from './installers.ts';
import { type MadeStack, sixtyPackages } from './made-stack.ts';
import { wordTimes } from './median.ts';
import { watchPeakMemory } from './peak-memory.ts';
import { type Phases, wordPhases } from './phases.ts';
import { inFolder } from './place.ts';
import { roundsOf } from './rounds.ts';
import { atMostOf, atMostTimes, type Measure, type Row, timesFaster } from './row.ts';

/**
 * The first install by the whole command (look, make the environment, resolve, download, install,
 * prove), against one bare `uv pip install` and against pip, package after package; with cold caches,
 * and against uv with warm ones, too. Where ours makes its environment, theirs is there already. On
 * the way, the most memory that our process has had.
 */
export const measureFirstInstall: Measure = async (say) =>
  inFolder(async (folder) => {
    const machine = await findMachine();
    const core = await measure(machine, join(folder, 'core'), say, await coreCase(machine, folder));
    const sixty = await measure(machine, join(folder, 'sixty'), say, await sixtyCase(folder, sixtyPackages()));
    return [...core, ...sixty];
  });

const sixtyCase = async (folder: string, made: MadeStack): Promise<Case> => ({
  id: 'sixty',
  title: `${made.packages} packages, ${made.files} files, ${Math.round(made.bytes / 1e6)} MB`,
  wheels: made.wheels,
  manifest: await writeManifest(join(folder, 'sixty'), made.manifest),
  profile: 'full',
  requirements: made.requirements,
});

const oldWay = 'the old way: pip, package after package (none fails here, so none of its waits is in it)';

const measure = async (
  machine: Machine,
  folder: string,
  say: (line: string) => void,
  { id, title, wheels, ...rest }: Case,
): Promise<Row[]> => {
  const index = await startLocalIndex(wheels);
  const stack = { ...rest, index: index.url };
  const peaks: number[] = [];
  const phases: { cold: Phases[]; warm: Phases[] } = { cold: [], warm: [] };
  /** Nothing is deleted before the end: for seconds ext4 makes new files more slowly where many were just deleted. */
  const placeOf = (round: number, name: string): string => join(folder, `round ${round} ${name}`);
  const uv = async (round: number, name: string, cache: string): Promise<number> => {
    await makeEnvironment(machine, placeOf(round, name));
    return uvInstall(machine, stack, { cache, environment: placeOf(round, name) });
  };
  try {
    const cold = await alternate(
      { rounds: roundsOf(5), unmeasured: 1 },
      {
        ours: async (round) => {
          let most = (): number | null => null;
          const took = await ourRepair(machine, stack, {
            home: placeOf(round, 'home'),
            environment: placeOf(round, 'ours'),
            phases: phases.cold,
            onStarted: (pid) => {
              ({ most } = watchPeakMemory(pid));
            },
          });
          const bytes = most();
          if (bytes !== null && round >= 0) peaks.push(bytes);
          return took;
        },
        uv: (round) => uv(round, 'uv', placeOf(round, 'cache')),
        old: async (round) => {
          // It takes long, and the others have filled the page cache.
          if (round < 0) return 0;
          await makeEnvironment(machine, placeOf(round, 'old'), true);
          return pipOneByOne(machine, stack, placeOf(round, 'old'));
        },
      },
    );
    const warm = await alternate(
      { rounds: roundsOf(5), unmeasured: 1 },
      {
        ours: (round) =>
          ourRepair(machine, stack, {
            home: placeOf(0, 'home'),
            environment: placeOf(round, 'ours warm'),
            phases: phases.warm,
          }),
        uv: (round) => uv(round, 'uv warm', placeOf(0, 'cache')),
      },
    );
    for (const [name, times] of [
      ...Object.entries(cold),
      ...Object.entries(warm).map(([one, of]) => [`${one}, warm`, of] as const),
    ])
      say(`first install, ${title}: ${name} ${wordTimes(times)}`);
    const what = `first install, ${title}`;
    return [
      atMostTimes(
        1.25,
        {
          id: `first-${id}-uv`,
          what: `${what}, cold caches`,
          against: 'one bare `uv pip install`, cold cache',
          note: wordPhases(phases.cold),
        },
        { ours: cold.ours, against: cold.uv },
      ),
      timesFaster(
        3,
        { id: `first-${id}-old`, what: `${what}, cold caches`, against: oldWay },
        { ours: cold.ours, against: cold.old },
      ),
      atMostTimes(
        1.25,
        {
          id: `first-${id}-warm`,
          what: `${what}, warm wheelhouse`,
          against: 'one bare `uv pip install`, warm cache',
          note: wordPhases(phases.warm),
        },
        { ours: warm.ours, against: warm.uv },
      ),
      ...(id === 'sixty' && peaks.length > 0
        ? [
            atMostOf(
              'MB',
              200,
              {
                id: 'memory-sixty',
                what: `memory of the main process, ${what}`,
                against: '–',
                note: 'the most of it at any moment (VmHWM)',
              },
              peaks.map((bytes) => bytes / 1e6),
            ),
          ]
        : []),
    ];
  } finally {
    await index.stop();
  }
};
