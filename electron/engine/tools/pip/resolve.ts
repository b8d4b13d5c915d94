import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Backend } from '../../interfaces/backends.ts';
import type { RunCommand } from '../../interfaces/command.ts';
import { requirementsWithLinks } from '../backends/offline-requirements.ts';
import { readIndexChoice } from '../index-choice.ts';
import { inspect } from '../python/inspect.ts';
import { withWorkFolder } from '../work-folder.ts';
import { badMetadata } from './bad-metadata.ts';
import { throwAwayEnvironment } from './missing-pip.ts';
import { pinsOfReport } from './report.ts';
import { type PipTool, runPip } from './run.ts';
import { sourceOnly } from './source-only.ts';

/** `pip install --dry-run` with a report of what it would install, as if nothing were there. */
export const resolveWithPip =
  (tool: PipTool): Backend['resolve'] =>
  async (request) => {
    const { python, fromSource, signal, onLine, onStart } = request;
    const choice = await readIndexChoice(request.index, request.variantIndex, onLine);
    return withWorkFolder(tool.cacheFolder, async (folder) => {
      const report = join(folder, 'report.json');
      const constraintsFile = join(folder, 'constraints.txt');
      const wanted = join(folder, 'requirements.txt');
      await writeFile(constraintsFile, requirementsWithLinks(request.constraints, []));
      await writeFile(wanted, requirementsWithLinks(request.requirements, request.wheelLinks));
      const args = [
        'install',
        '--dry-run',
        '--ignore-installed',
        '--report',
        report,
        '--only-binary',
        ':all:',
        // Goes before `:all:`, and takes no wheel of these packages any more.
        ...fromSource.flatMap((name) => ['--no-binary', name]),
        '--constraint',
        constraintsFile,
        '-r',
        wanted,
      ];
      await runPip(tool, python, args, {
        choice,
        signal,
        onLine,
        onStart,
        path: tool.cacheFolder,
        otherwise: ({ exitCode, tail }) => ({
          code: 'command-failed',
          command: 'pip install --dry-run',
          exitCode,
          detail: tail,
        }),
        explain: async (failure, output) => {
          if (failure.code === 'index-unreachable') return failure;
          const failed = badMetadata(output, fromSource);
          return failed ?? sourceOnly(output, failure, await versionOf(tool.command, python, signal));
        },
        whenMissing: () => throwAwayEnvironment(tool, python, folder, { signal, onLine }),
      });
      return pinsOfReport(await readFile(report, 'utf8'));
    });
  };

const versionOf = async (command: RunCommand, python: string, signal: AbortSignal): Promise<string | null> =>
  (await inspect(command, python, signal)).python?.version ?? null;
