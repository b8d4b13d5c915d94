import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { normalizeName } from '../../requirement.ts';
import type { Backend, Pin } from '../../tools.ts';
import { readIndexChoice } from '../index-choice.ts';
import { packageOfFile } from '../index-url.ts';
import { ownPython } from '../own-python.ts';
import { withWorkFolder } from '../work-folder.ts';
import { ensurePip } from './missing-pip.ts';
import { type PipTool, runPip } from './run.ts';

/** Installs the pins and nothing else. What is to be reinstalled takes a call of its own: pip knows the option for all or none. */
export const installWithPip =
  (tool: PipTool): Backend['install'] =>
  async ({ environment, pins, reinstall, variantIndex, index, signal, onLine, onPackage }) => {
    const again = pins.filter(({ name }) => reinstall.includes(name));
    const rest = pins.filter(({ name }) => !reinstall.includes(name));
    const choice = await readIndexChoice(index, variantIndex, onLine);
    for (const { group, option } of [
      { group: again, option: ['--force-reinstall'] },
      { group: rest, option: [] },
    ]) {
      if (group.length === 0) continue;
      const python = await ownPython(tool.command, environment, signal);
      await withWorkFolder(tool.cacheFolder, async (folder) => {
        const requirements = join(folder, 'requirements.txt');
        await writeFile(requirements, requirementsFile(group));
        await runPip(tool, python, ['install', '--no-deps', '--only-binary', ':all:', ...option, '-r', requirements], {
          choice,
          signal,
          onLine: (line) => {
            onLine(line);
            for (const { name, state } of packageProgress(line, group)) onPackage(name, state);
          },
          path: environment,
          otherwise: ({ exitCode, tail }) => ({
            code: 'install-failed',
            layer: '',
            tool: 'pip',
            exitCode,
            detail: tail,
          }),
          whenMissing: () => ensurePip(tool, python, { signal, onLine }),
        });
      });
    }
  };

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
