import type { Backend } from '../../interfaces/backends.ts';
import { buildFailed } from '../backends/build-failed.ts';
import { readIndexChoice } from '../index-choice.ts';
import { buildWithPip } from '../pip/build-wheel.ts';
import { indexArguments, uvEnvironment } from './environment.ts';
import { runUv, type UvTool } from './run.ts';

/**
 * `uv build` of an archive. `--no-build` holds for what the build needs and not for the archive itself
 * since uv 0.13; an older one (measured: 0.9 to 0.11) refuses the archive as well, so that pip has to
 * build it.
 */
export const buildWithUv =
  (tool: UvTool): Backend['buildWheel'] =>
  async (request) => {
    const { python, source, folder, variantIndex, index, signal, onLine } = request;
    const choice = await readIndexChoice(index, variantIndex, onLine);
    let isRefused = false;
    const args = ['build', '--wheel', '--no-build', '--python', python, '--out-dir', folder];
    try {
      await runUv(tool, [...args, ...indexArguments(choice), source.path], {
        env: uvEnvironment(tool.cacheFolder, choice),
        offline: choice.offline,
        signal,
        cwd: folder,
        onLine: (line) => {
          isRefused ||= line.includes('Building source distributions is disabled');
          onLine(line);
        },
        path: folder,
        otherwise: ({ exitCode, tail }) => buildFailed(source, 'uv', exitCode, tail),
      });
    } catch (error) {
      if (!isRefused) throw error;
      await buildWithPip(tool)(request);
    }
  };
