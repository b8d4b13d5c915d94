import { join } from 'node:path';
import { Failing } from '../../failing.ts';
import { environmentPython } from '../environment-python.ts';
import { pipEnvironment } from './environment.ts';
import { createWithVenv } from './new-environment.ts';
import type { PipStart, PipTool } from './run.ts';

type Ask = { signal: AbortSignal; onLine: (line: string) => void };

/** An environment of `python` inside `folder`, for its pip: Debian's Python has none of its own. */
export const throwAwayEnvironment = async (
  tool: PipTool,
  python: string,
  folder: string,
  ask: Ask,
): Promise<PipStart> => {
  const root = join(folder, 'environment');
  await createWithVenv(tool)({ root, python, ...ask });
  return { python: environmentPython(root), pip: ['-m', 'pip'] };
};

/**
 * For an environment that has no pip (uv made it) and must not get one: `python` itself with the pip
 * of a throw-away environment inside `folder`. A package's folder can be started like a script.
 */
export const borrowedPip = async (tool: PipTool, python: string, folder: string, ask: Ask): Promise<PipStart> => {
  const { python: lender } = await throwAwayEnvironment(tool, python, folder, ask);
  const args = ['-I', '-B', '-X', 'utf8', '-c', 'import os, pip; print(os.path.dirname(pip.__file__))'];
  const { exitCode, stdout, tail } = await tool.command(lender, args, {
    signal: ask.signal,
    env: pipEnvironment(tool.cacheFolder, null),
  });
  if (exitCode === 0) return { python, pip: [stdout.trim()] };
  throw new Failing({ code: 'command-failed', command: `${lender} -c "import pip"`, exitCode, detail: tail });
};
