import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Failing } from '../../failing.ts';
import type { Backend } from '../../interfaces/backends.ts';
import { failureInOutput } from '../system-failure.ts';
import { pipEnvironment } from './environment.ts';
import type { PipTool } from './run.ts';

/**
 * `python -m venv` with the pip that comes with that Python; our own folder in `root` stays. Where
 * packages are there already, the Python is all that is made: the pip is among them, or was not
 * wanted, and ensurepip would change it.
 */
export const createWithVenv =
  (tool: PipTool): Backend['createEnvironment'] =>
  (request) =>
    makeVenv(tool, existsSync(join(request.root, libraries)) ? ['--without-pip'] : [], request);

/** The same without pip; needs no ensurepip. */
export const createBare =
  (tool: PipTool): Backend['createEnvironment'] =>
  (request) =>
    makeVenv(tool, ['--without-pip'], request);

const libraries = process.platform === 'win32' ? 'Lib' : 'lib';

const makeVenv = async (
  { command, cacheFolder }: PipTool,
  options: readonly string[],
  { root, python, systemPackages = false, signal, onLine }: Parameters<Backend['createEnvironment']>[0],
): Promise<void> => {
  const shared = systemPackages ? ['--system-site-packages'] : [];
  const result = await command(
    python,
    ['-I', '-m', 'venv', ...options, ...shared, `--prompt=${basename(root)}`, root],
    {
      signal,
      onLine,
      env: pipEnvironment(cacheFolder, null),
    },
  );
  if (result.exitCode === 0) return;
  throw new Failing(
    failureInOutput(result.tail.join('\n'), root) ?? {
      code: 'environment-creation-failed',
      python,
      detail: creationDetail(result.tail),
    },
  );
};

/** Debian and Ubuntu ship Python without ensurepip; what to do about it stands in the middle of a long text. */
export const creationDetail = (tail: readonly string[]): string[] => {
  const missing = tail.some((line) =>
    /ensurepip is not\s*$|ensurepip is not available|No module named ['"]?ensurepip/.test(line),
  );
  const install = /apt(?:-get)? install (\S+)/.exec(tail.join('\n'))?.[1];
  return missing
    ? [...tail, `it has no ensurepip; install the package ${install ?? 'python3-venv'} of your system`]
    : [...tail];
};
