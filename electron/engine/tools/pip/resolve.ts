import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Backend } from '../../tools.ts';
import { requirementsWithLinks } from '../backends/offline-requirements.ts';
import { readIndexChoice } from '../index-choice.ts';
import { withWorkFolder } from '../work-folder.ts';
import { throwAwayEnvironment } from './missing-pip.ts';
import { pinsOfReport } from './report.ts';
import { type PipTool, runPip } from './run.ts';

/** `pip install --dry-run` with a report of what it would install, as if nothing were there. */
export const resolveWithPip =
  (tool: PipTool): Backend['resolve'] =>
  async ({ python, requirements, constraints, variantIndex, index, wheelLinks, signal, onLine }) => {
    const choice = await readIndexChoice(index, variantIndex, onLine);
    return withWorkFolder(tool.cacheFolder, async (folder) => {
      const report = join(folder, 'report.json');
      const constraintsFile = join(folder, 'constraints.txt');
      const wanted = join(folder, 'requirements.txt');
      await writeFile(constraintsFile, requirementsWithLinks(constraints, []));
      await writeFile(wanted, requirementsWithLinks(requirements, wheelLinks));
      const args = [
        'install',
        '--dry-run',
        '--ignore-installed',
        '--report',
        report,
        '--only-binary',
        ':all:',
        '--constraint',
        constraintsFile,
        '-r',
        wanted,
      ];
      await runPip(tool, python, args, {
        choice,
        signal,
        onLine,
        path: tool.cacheFolder,
        otherwise: ({ exitCode, tail }) => ({
          code: 'command-failed',
          command: 'pip install --dry-run',
          exitCode,
          detail: tail,
        }),
        whenMissing: () => throwAwayEnvironment(tool, python, folder, { signal, onLine }),
      });
      return pinsOfReport(await readFile(report, 'utf8'));
    });
  };
