import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { smiArguments, smiFields } from '../../electron/engine/tools/hardware/nvidia-smi.ts';
import { findOnPath } from '../../electron/engine/tools/python/candidates.ts';
import { alternate } from './alternate.ts';
import { cli, findMachine } from './installers.ts';
import { median, wordTimes } from './median.ts';
import { inFolder } from './place.ts';
import { roundsOf } from './rounds.ts';
import { atMostMs, atMostTimes, type Measure } from './row.ts';
import { timed } from './timed.ts';

/** Beyond the time that nvidia-smi takes. */
const detectMs = 150;

/**
 * The start of the command line: `--help` against a Node that does nothing, and `detect` against
 * nvidia-smi. Where there is none, a double on PATH takes 100 ms and tells of a card.
 */
export const measureStartCli: Measure = async (say) =>
  inFolder(async (folder) => {
    const { path } = await findMachine();
    const real = await findOnPath('nvidia-smi', process.env);
    const smi = real ?? (await makeDouble(join(folder, 'double')));
    const env = {
      ...process.env,
      PATH: real === null ? [join(folder, 'double'), path].join(delimiter) : path,
      SMART_INSTALLER_HOME: join(folder, 'home'),
      LC_ALL: 'C.UTF-8',
    };
    const times = await alternate(
      { rounds: roundsOf(15), unmeasured: 2 },
      {
        node: () => timed(process.execPath, ['-e', '0'], { env }),
        help: () => timed(process.execPath, [cli, '--help'], { env }),
        smi: () => timed(smi, smiArguments(smiFields), { env }),
        detect: () => timed(process.execPath, [cli, 'detect'], { env }),
      },
    );
    for (const [name, of] of Object.entries(times)) say(`start of the command line: ${name} ${wordTimes(of)}`);
    const smiMs = median(times.smi);
    return [
      atMostTimes(
        2.5,
        { id: 'start-help', what: 'start of the command line: `--help`', against: '`node -e 0`' },
        { ours: times.help, against: times.node },
      ),
      atMostMs(
        Math.round(smiMs + detectMs),
        {
          id: 'start-detect',
          what: 'start of the command line: `detect`',
          against: `${real === null ? 'a double of nvidia-smi that takes 100 ms' : 'nvidia-smi'} + ${detectMs} ms`,
        },
        { ours: times.detect, against: times.smi },
      ),
    ];
  });

/** A program that answers as nvidia-smi does, after a tenth of a second. */
const makeDouble = async (folder: string): Promise<string> => {
  await mkdir(folder, { recursive: true });
  const program = join(folder, 'nvidia-smi');
  await writeFile(program, `#!/bin/sh\nsleep 0.1\necho '${answer}'\n`);
  await chmod(program, 0o755);
  return program;
};

const answer = 'NVIDIA GeForce RTX 3090, 550.54.15, 24576 MiB, 8.6';
