import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failing } from '../../failing.ts';
import type { Backend } from '../../interfaces/backends.ts';
import { requirementsWithLinks } from '../backends/offline-requirements.ts';
import { readIndexChoice } from '../index-choice.ts';
import { withWorkFolder } from '../work-folder.ts';
import { indexArguments, uvEnvironment } from './environment.ts';
import { pinsOfLock } from './lock-file.ts';
import { runUv, type UvTool } from './run.ts';

/** `uv pip compile` to a lock with URL, size and hash of every wheel and source archive. */
export const resolveWithUv =
  (tool: UvTool): Backend['resolve'] =>
  async ({
    python,
    requirements,
    constraints,
    variantIndex,
    index,
    wheelLinks,
    fromSource,
    graph,
    signal,
    onLine,
    onStart,
  }) => {
    const choice = await readIndexChoice(index, variantIndex, onLine);
    return withWorkFolder(tool.cacheFolder, async (folder) => {
      const compile = (args: readonly string[], onOutput: (line: string) => void): Promise<string> =>
        runUv(
          tool,
          [
            ...['pip', 'compile', '--python', python, '--only-binary', ':all:', ...indexArguments(choice)],
            // Goes before `:all:`, and takes no wheel of these packages any more.
            ...fromSource.flatMap((name) => ['--no-binary', name]),
            ...args,
            '-',
          ],
          {
            env: uvEnvironment(tool.cacheFolder, choice),
            offline: choice.offline,
            signal,
            // uv splits the path of a constraints file at spaces: a bare name in a folder of ours has none.
            cwd: folder,
            input: requirementsWithLinks(requirements, wheelLinks),
            onLine: onOutput,
            onStart,
            path: tool.cacheFolder,
            otherwise: ({ exitCode, tail }) => ({
              code: 'command-failed',
              command: 'uv pip compile',
              exitCode,
              detail: tail,
            }),
          },
        );
      await writeFile(join(folder, 'constraints.txt'), requirementsWithLinks(constraints, []));
      const constrained = constraints.length === 0 ? [] : ['-c', 'constraints.txt'];
      await compile(['--format', 'pylock.toml', '-o', 'pylock.toml', ...constrained], onLine);
      const lock = await readFile(join(folder, 'pylock.toml'), 'utf8');
      const pins = pinsOfLock(lock, '', folder);
      if (!graph) return pins;
      // The same again out of uv's cache, for its annotations: the lock does not tell who needs whom.
      await writeFile(
        join(folder, 'pins.txt'),
        requirementsWithLinks(
          pins.map(({ name, version }) => `${name}==${version}`),
          [],
        ),
      );
      const annotated = (args: readonly string[]): Promise<string> =>
        compile([...args, '--annotation-style', 'line', '--no-header', '-c', 'pins.txt'], () => undefined);
      // Offline, because uv would ask the index again whether its pages are still the same.
      const annotations = await annotated(choice.offline ? [] : ['--offline']).catch((error: unknown) => {
        // A server may forbid to keep its pages.
        if (error instanceof Failing && !choice.offline) return annotated([]);
        throw error;
      });
      return pinsOfLock(lock, annotations, folder);
    });
  };
