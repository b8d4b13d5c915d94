import { Failing } from '../../failing.ts';
import type { Backend } from '../../interfaces/backends.ts';
import { readIndexChoice } from '../index-choice.ts';
import { networkCause } from '../network-cause.ts';
import { uvEnvironment } from './environment.ts';
import type { UvTool } from './run.ts';

/**
 * Installs uv's build of a Python in the application's own folder, neither on PATH nor in the
 * Windows registry. Throws Failing python-not-found where it cannot be had.
 */
export const installPythonWithUv =
  ({ command, uv, cacheFolder }: UvTool): NonNullable<Backend['installPython']> =>
  async ({ range, network: options, signal, onLine }) => {
    const network = await readIndexChoice(
      {
        indexUrl: null,
        extraIndexUrls: [],
        findLinks: null,
        offline: false,
        ...(options === undefined ? {} : { network: options }),
      },
      null,
      onLine,
    );
    const run = async (args: readonly string[], downloads: 'manual' | 'never'): Promise<string> => {
      const result = await command(uv, ['python', ...args, range], {
        signal,
        env: { ...uvEnvironment(cacheFolder, network), UV_PYTHON_DOWNLOADS: downloads },
        onLine: (line, stream) => {
          if (stream === 'stderr') onLine(line);
        },
      });
      if (result.exitCode === 0) return result.stdout.trim();
      const cause = networkCause(result.tail.join('\n')) ?? result.tail.at(-1) ?? 'it gave no reason';
      throw new Failing({ code: 'python-not-found', wanted: range, rejected: [`uv could not fetch one: ${cause}`] });
    };
    await run(['install', '--no-bin', '--no-registry'], 'manual');
    return run(['find', '--managed-python', '--no-project'], 'never');
  };
