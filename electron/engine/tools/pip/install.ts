import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Backend } from '../../interfaces/backends.ts';
import { offlineRequirements } from '../backends/offline-requirements.ts';
import { fillStaging } from '../backends/staging.ts';
import { noIndex } from '../index-choice.ts';
import { withWorkFolder } from '../work-folder.ts';
import { borrowedPip } from './missing-pip.ts';
import { type PipTool, runPip } from './run.ts';

/**
 * Installs the wheels and nothing else. `--ignore-installed`, because pip would take away or pass over
 * what the environment has already; no bytecode, because no index vouches for it. pip unpacks into
 * the system's folder for temporary files, so `scratch` stays empty.
 */
export const installWithPip =
  (tool: PipTool): Backend['install'] =>
  async ({ environment, staging, wheels, signal, onLine, onInstalled }) => {
    if (wheels.length === 0) return;
    await fillStaging({ command: tool.command, environment, staging, signal }, (python) =>
      withWorkFolder(tool.cacheFolder, async (folder) => {
        const requirements = join(folder, 'requirements.txt');
        await writeFile(requirements, offlineRequirements(wheels));
        await runPip(tool, python, ['install', ...always, '--prefix', staging, '-r', requirements], {
          choice: noIndex,
          signal,
          onLine: (line) => {
            onLine(line);
            if (line.startsWith('Successfully installed ')) for (const { name } of wheels) onInstalled(name);
          },
          path: staging,
          otherwise: ({ exitCode, tail }) => ({
            code: 'install-failed',
            layer: '',
            tool: 'pip',
            exitCode,
            detail: tail,
          }),
          whenMissing: () => borrowedPip(tool, python, folder, { signal, onLine }),
        });
      }),
    );
  };

const always = [
  '--ignore-installed',
  '--no-compile',
  '--no-warn-script-location',
  '--no-deps',
  '--no-index',
  '--no-cache-dir',
  '--require-hashes',
  '--only-binary',
  ':all:',
];
