import type { Failure } from '../../../../shared/failure.ts';
import type { Backend } from '../../interfaces/backends.ts';
import { buildFailed } from '../backends/build-failed.ts';
import { readIndexChoice } from '../index-choice.ts';
import { withWorkFolder } from '../work-folder.ts';
import { failedCommand } from './failed-command.ts';
import { throwAwayEnvironment } from './missing-pip.ts';
import { type PipTool, runPip } from './run.ts';

/** `pip wheel`. The archive is named by its path, so `--only-binary` holds for what its build needs. */
export const buildWithPip =
  (tool: PipTool): Backend['buildWheel'] =>
  async ({ python, source, folder, variantIndex, index, signal, onLine }) => {
    const choice = await readIndexChoice(index, variantIndex, onLine);
    await withWorkFolder(tool.cacheFolder, async (work) => {
      const args = ['wheel', '--no-deps', '--no-cache-dir', '--only-binary', ':all:', '--wheel-dir', folder];
      await runPip(tool, python, [...args, source.path], {
        choice,
        signal,
        onLine,
        path: folder,
        otherwise: ({ exitCode, tail }) => buildFailed(source, 'pip', exitCode, tail),
        // The rest of what the output seems to say is the package's own code's.
        explain: async (failure, output, { exitCode, tail }) => {
          if (notTheBuilds.has(failure.code)) return failure;
          const failed = failedCommand(output);
          return buildFailed(source, 'pip', failed?.exitCode ?? exitCode, failed?.said ?? tail);
        },
        whenMissing: () => throwAwayEnvironment(tool, python, work, { signal, onLine }),
      });
    });
  };

const notTheBuilds: ReadonlySet<Failure['code']> = new Set<Failure['code']>(['index-unreachable', 'disk-full']);
