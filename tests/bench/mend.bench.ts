import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findSitePackages } from '../../electron/engine/tools/packages/site-packages.ts';
import { startLocalIndex } from '../support/local-index.ts';
import { alternate } from './alternate.ts';
import { findMachine, makeEnvironment, ourRepair, pipOneByOne, uvInstall, writeManifest } from './installers.ts';
import { sixtyPackages } from './made-stack.ts';
import { wordTimes } from './median.ts';
import { type Phases, wordPhases } from './phases.ts';
import { inFolder } from './place.ts';
import { roundsOf } from './rounds.ts';
import { type Measure, timesFaster } from './row.ts';

/** One of the small ones, with about a hundred files. */
const damagedPackage = 'made_sixty_12';

/**
 * One damaged package of 60 is mended: ours finds it by itself; the old way clears the package away
 * and goes through pip, package after package; the third one makes the environment anew with uv and
 * its warm cache.
 */
export const measureMend: Measure = async (say) =>
  inFolder(async (folder) => {
    const machine = await findMachine();
    const made = sixtyPackages();
    const index = await startLocalIndex(made.wheels);
    try {
      const stack = {
        manifest: await writeManifest(folder, made.manifest),
        profile: 'full',
        requirements: made.requirements,
        index: index.url,
      };
      const ours = { home: join(folder, 'home'), environment: join(folder, 'ours') };
      const old = join(folder, 'old');
      const cache = join(folder, 'cache');
      await ourRepair(machine, stack, ours);
      await makeEnvironment(machine, old, true);
      await uvInstall(machine, stack, { cache, environment: old });
      const phases: Phases[] = [];
      const times = await alternate(
        { rounds: roundsOf(5), unmeasured: 1 },
        {
          ours: async () => {
            await damage(ours.environment);
            return ourRepair(machine, stack, { ...ours, phases });
          },
          old: async () => {
            await damage(old);
            const began = performance.now();
            const site = await siteOf(old);
            for (const name of [damagedPackage, `${damagedPackage}-1.0.dist-info`])
              await rm(join(site, name), { recursive: true });
            const cleared = performance.now() - began;
            return cleared + (await pipOneByOne(machine, stack, old));
          },
          anew: async (round) => {
            const environment = join(folder, `round ${round} anew`);
            const began = performance.now();
            await makeEnvironment(machine, environment);
            const made = performance.now() - began;
            return made + (await uvInstall(machine, stack, { cache, environment }));
          },
        },
      );
      for (const [name, of] of Object.entries(times))
        say(`mend one package of ${made.packages}: ${name} ${wordTimes(of)}`);
      const what = `mend one damaged package of ${made.packages}`;
      return [
        timesFaster(
          10,
          {
            id: 'mend-old',
            what,
            against: 'the old way: clear the package away, then pip, package after package',
            note: wordPhases(phases),
          },
          { ours: times.ours, against: times.old },
        ),
        timesFaster(
          3,
          {
            id: 'mend-anew',
            what,
            against: 'the environment anew by uv, warm cache',
            note: 'the old environment’s deletion is not in it',
          },
          { ours: times.ours, against: times.anew },
        ),
      ];
    } finally {
      await index.stop();
    }
  });

/** A file of the package is cut short. */
const damage = async (environment: string): Promise<void> =>
  writeFile(join(await siteOf(environment), damagedPackage, 'part_3/file_3.py'), 'cut sho');

const siteOf = async (environment: string): Promise<string> => {
  const site = await findSitePackages(environment);
  if (site === null) throw new Error(`${environment} has no site-packages`);
  return site;
};
