import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { startLocalIndex } from '../support/local-index.ts';
import type { Wheel } from '../support/wheel.ts';
import { alternate } from './alternate.ts';
import { findMachine, type Machine, makeEnvironment, uvInstall } from './installers.ts';
import { median, wordTimes } from './median.ts';
import { inFolder } from './place.ts';
import { coreRequirements, realWheels } from './real-wheels.ts';
import { roundsOf } from './rounds.ts';
import { atMostTimes, type Measure, type Row } from './row.ts';

const execute = promisify(execFile);

const wantedRatio = 1.25;

const partsSchema = z.object({ resolve: z.number(), fetch: z.number(), install: z.number(), ms: z.number() });

/**
 * Resolve, download and install of the profile `core`, as a repair does it, against one bare
 * `uv pip install` of the same pins: cold caches, the same index, the real wheels. From one on this
 * computer, where no time of a network hides our own, and from one at the end of a usual line and of a fast
 * one. Beside them the barest program that does the same (barest-once.ts).
 */
export const measureInstall: Measure = async (say) =>
  inFolder(async (folder) => {
    const machine = await findMachine();
    const wheels = await realWheels(machine.python, join(folder, 'wheels'));
    const environment = join(folder, 'env');
    await makeEnvironment(machine, environment);
    const rows: Row[] = [];
    for (const [id, title, bytesPerSecond] of [
      ['here', 'index on this computer', undefined],
      ['line', 'index at the end of a line of 100 Mbit/s', 12_500_000],
      ['fast-line', 'index at the end of a line of 500 Mbit/s', 62_500_000],
    ] as const) {
      const index = await startLocalIndex(wheels, bytesPerSecond === undefined ? {} : { bytesPerSecond });
      const place = join(folder, id);
      rows.push(await compare({ machine, environment, wheels, place, index: index.url }, { id, title, say }));
      await index.stop();
    }
    return rows;
  });

interface Setting {
  machine: Machine;
  environment: string;
  wheels: readonly Wheel[];
  place: string;
  index: string;
}

interface Told {
  id: string;
  title: string;
  say: (line: string) => void;
}

const compare = async (setting: Setting, { id, title, say }: Told): Promise<Row> => {
  const told: z.infer<typeof partsSchema>[] = [];
  // Nothing is deleted before the end: for some seconds ext4 looks for other inodes than those that
  // were just deleted, which makes thousands of new files three times as slow.
  const placeOf = (round: number, name: string): string => join(setting.place, `${round} ${name}`);
  const times = await alternate(
    { rounds: roundsOf(7), unmeasured: 1 },
    {
      bare: (round) => bareInstall({ ...setting, place: placeOf(round, 'bare') }),
      ours: async (round) => {
        const parts = await ourInstall({ ...setting, place: placeOf(round, 'ours') });
        if (round >= 0) told.push(parts);
        return parts.ms;
      },
      barest: (round) => barestInstall({ ...setting, place: placeOf(round, 'barest') }),
    },
  );
  const parts = (['resolve', 'fetch', 'install'] as const).map(
    (part) => `${part} ${Math.round(median(told.map((one) => one[part])))} ms`,
  );
  const barest = `barest program ${Math.round(median(times.barest))} ms`;
  say(
    `${title}: bare uv pip install ${wordTimes(times.bare)}; ours ${wordTimes(times.ours)} (${parts.join(', ')}); barest ${wordTimes(times.barest)}`,
  );
  return atMostTimes(
    wantedRatio,
    {
      id: `install-${id}`,
      what: `resolve, download and install the core profile; ${title}`,
      against: 'one bare `uv pip install`, cold cache',
      note: `${parts.join(', ')}; ${barest}`,
    },
    { ours: times.ours, against: times.bare },
  );
};

/** The index on this computer is served by this very process, so nothing here may block it. */
const bareInstall = ({ machine, environment, place, index, wheels }: Setting): Promise<number> =>
  uvInstall(
    machine,
    { requirements: wheels.map(({ name, version }) => `${name}==${version}`), index },
    { cache: join(place, 'cache'), environment, prefix: join(place, 'staging') },
  );

const ourInstall = async (setting: Setting) =>
  partsSchema.parse(JSON.parse(await runOnce(new URL('./install-once.ts', import.meta.url), setting)));

const barestInstall = async (setting: Setting): Promise<number> =>
  z
    .number()
    .positive()
    .parse(JSON.parse(await runOnce(new URL('./barest-once.ts', import.meta.url), setting)));

/** What a program prints, in a process of its own. */
const runOnce = async (program: URL, { machine, place, environment, index }: Setting): Promise<string> => {
  const env = { ...process.env, PATH: `${dirname(machine.uv)}:${process.env['PATH'] ?? ''}` };
  const { stdout } = await execute(
    process.execPath,
    [fileURLToPath(program), place, environment, index, ...coreRequirements],
    { env },
  );
  return stdout;
};
