import { join } from 'node:path';
import { Failing } from '../../failing.ts';
import { environmentPython } from '../environment-python.ts';
import { pipEnvironment } from './environment.ts';
import { createWithVenv } from './new-environment.ts';
import type { PipTool } from './run.ts';

type Ask = { signal: AbortSignal; onLine: (line: string) => void };

/** An environment of `python` inside `folder`, for its pip: Debian's Python has none of its own. */
export const throwAwayEnvironment = async (
  tool: PipTool,
  python: string,
  folder: string,
  ask: Ask,
): Promise<string> => {
  const root = join(folder, 'environment');
  await createWithVenv(tool)({ root, python, ...ask });
  return environmentPython(root);
};

/** Gives an environment that uv made the pip that came with its Python; needs no network. */
export const ensurePip = async (
  { command, cacheFolder }: PipTool,
  python: string,
  { signal, onLine }: Ask,
): Promise<string> => {
  const args = ['-I', '-m', 'ensurepip', '--default-pip'];
  const { exitCode, tail } = await command(python, args, { signal, onLine, env: pipEnvironment(cacheFolder, null) });
  if (exitCode === 0) return python;
  throw new Failing({ code: 'command-failed', command: `${python} ${args.join(' ')}`, exitCode, detail: tail });
};
