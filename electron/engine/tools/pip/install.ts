import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { normalizeName } from '../../requirement.ts';
import type { Backend, Pin } from '../../tools.ts';
import { fillStaging } from '../backends/staging.ts';
import { readIndexChoice } from '../index-choice.ts';
import { packageOfFile } from '../index-url.ts';
import { withWorkFolder } from '../work-folder.ts';
import { borrowedPip } from './missing-pip.ts';
import { type PipTool, runPip } from './run.ts';

/**
 * Installs the pins and nothing else. `--ignore-installed`, because pip would take away or pass over
 * what the environment has already; no bytecode, because no index vouches for it. Pins in `evicted`
 * (normalised names) take a call of their own past pip's cache, and leave the set when they are there.
 */
export const installWithPip =
  (tool: PipTool, evicted: Set<string>): Backend['install'] =>
  async ({ environment, staging, pins, variantIndex, index, signal, onLine, onPackage }) => {
    if (pins.length === 0) return;
    const choice = await readIndexChoice(index, variantIndex, onLine);
    await fillStaging({ command: tool.command, environment, staging, signal }, (python) =>
      withWorkFolder(tool.cacheFolder, async (folder) => {
        const install = async (group: readonly Pin[], options: readonly string[]): Promise<void> => {
          if (group.length === 0) return;
          const requirements = join(folder, 'requirements.txt');
          await writeFile(requirements, requirementsFile(group));
          await runPip(tool, python, ['install', ...always, ...options, '--prefix', staging, '-r', requirements], {
            choice,
            signal,
            onLine: (line) => {
              onLine(line);
              for (const { name, state } of packageProgress(line, group)) onPackage(name, state);
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
        };
        const again = pins.filter(({ name }) => evicted.has(name));
        await install(again, ['--no-cache-dir']);
        for (const { name } of again) evicted.delete(name);
        await install(
          pins.filter((pin) => !again.includes(pin)),
          [],
        );
      }),
    );
  };

const always = [
  '--ignore-installed',
  '--no-compile',
  '--no-warn-script-location',
  '--no-deps',
  '--only-binary',
  ':all:',
];

/** pip checks hashes of all requirements or of none. */
export const requirementsFile = (pins: readonly Pin[]): string => {
  const hashed = pins.every(({ sha256 }) => sha256 !== null);
  return pins
    .map(({ name, version, sha256 }) => `${name}==${version}${hashed ? ` --hash=sha256:${sha256}` : ''}\n`)
    .join('');
};

type Progress = { name: string; state: 'downloading' | 'downloaded' | 'installed' };

/**
 * What one line of pip's output says about packages. It announces a download and not its end, and
 * names all that it installed in one line at the end.
 */
export const packageProgress = (line: string, pins: readonly Pin[]): Progress[] => {
  const file = /^\s*Downloading (\S+\.whl) /.exec(line)?.[1];
  if (file !== undefined) {
    const name = packageOfFile(file);
    return name === null ? [] : [{ name, state: 'downloading' }];
  }
  const installing = /^Installing collected packages: (.+)$/.exec(line)?.[1];
  if (installing !== undefined)
    return installing.split(', ').map((name) => ({ name: normalizeName(name), state: 'downloaded' }));
  return line.startsWith('Successfully installed ') ? pins.map(({ name }) => ({ name, state: 'installed' })) : [];
};
