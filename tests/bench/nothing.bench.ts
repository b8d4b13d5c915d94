import { join } from 'node:path';
import { startLocalIndex } from '../support/local-index.ts';
import { alternate } from './alternate.ts';
import { type Case, coreCase } from './case.ts';
import {
  findMachine,
  type Machine,
  makeEnvironment,
  ourRepair,
  pipInstall,
  uvInstall,
  writeManifest,
} from './installers.ts';
import { hundredPackages } from './made-stack.ts';
import { wordTimes } from './median.ts';
import { type Phases, wordPhases } from './phases.ts';
import { inFolder } from './place.ts';
import { roundsOf } from './rounds.ts';
import { atMostMs, type Measure, type Row, timesFaster } from './row.ts';

/**
 * `repair` of an environment in which all is well, against `pip install` of the same requirements in
 * one with the same packages: the profile `core`, and more than 100 packages with more than 10,000 files.
 */
export const measureNothing: Measure = async (say) =>
  inFolder(async (folder) => {
    const machine = await findMachine();
    const made = hundredPackages();
    const core = await measure(machine, join(folder, 'core'), say, await coreCase(machine, folder));
    const hundred = await measure(machine, join(folder, 'hundred'), say, {
      id: 'hundred',
      title: `${made.packages} packages, ${made.files} files`,
      wheels: made.wheels,
      manifest: await writeManifest(join(folder, 'hundred'), made.manifest),
      profile: 'full',
      requirements: made.requirements,
    });
    return [...core, ...hundred];
  });

const measure = async (
  machine: Machine,
  folder: string,
  say: (line: string) => void,
  { id, title, wheels, ...rest }: Case,
): Promise<Row[]> => {
  const index = await startLocalIndex(wheels);
  try {
    const stack = { ...rest, index: index.url };
    const ours = { home: join(folder, 'home'), environment: join(folder, 'ours') };
    const theirs = join(folder, 'theirs');
    await ourRepair(machine, stack, ours);
    await makeEnvironment(machine, theirs, true);
    await uvInstall(machine, stack, { cache: join(folder, 'cache'), environment: theirs });
    const phases: Phases[] = [];
    const times = await alternate(
      { rounds: roundsOf(7), unmeasured: 1 },
      { ours: () => ourRepair(machine, stack, { ...ours, phases }), against: () => pipInstall(machine, stack, theirs) },
    );
    say(`nothing to do, ${title}: repair ${wordTimes(times.ours)}; pip install ${wordTimes(times.against)}`);
    const words = { what: `nothing to do: repair, ${title}`, against: '`pip install` of the same requirements' };
    return [
      timesFaster(3, { id: `nothing-${id}`, ...words, note: wordPhases(phases) }, times),
      atMostMs(1000, { id: `nothing-${id}-ms`, ...words, against: 'a second' }, times),
    ];
  } finally {
    await index.stop();
  }
};
