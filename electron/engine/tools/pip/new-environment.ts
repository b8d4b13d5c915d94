import { basename } from 'node:path';
import { Failing } from '../../failing.ts';
import type { Backend } from '../../tools.ts';
import { failureInOutput } from '../system-failure.ts';
import { pipEnvironment } from './environment.ts';
import type { PipTool } from './run.ts';

/** `python -m venv` with the pip that comes with that Python; our own folder in `root` stays. */
export const createWithVenv =
  ({ command, cacheFolder }: PipTool): Backend['createEnvironment'] =>
  async ({ root, python, signal, onLine }) => {
    const result = await command(python, ['-I', '-m', 'venv', '--prompt', basename(root), root], {
      signal,
      onLine,
      env: pipEnvironment(cacheFolder, null),
    });
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
