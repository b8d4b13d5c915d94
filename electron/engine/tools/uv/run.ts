import type { Failure } from '../../../../shared/failure.ts';
import { redact } from '../../../../shared/redact.ts';
import { Failing } from '../../failing.ts';
import type { RunCommand } from '../../interfaces/command.ts';
import { asNotDownloaded } from '../not-downloaded.ts';
import { type UvOtherwise, uvFailure } from './errors.ts';

export interface UvTool {
  command: RunCommand;
  /** Path of uv, or `uv` where it is found on PATH. */
  uv: string;
  cacheFolder: string;
}

export interface UvCall {
  env: Record<string, string | undefined>;
  offline: boolean;
  signal: AbortSignal;
  cwd?: string;
  input?: string;
  /** Gets what uv says on stderr; its results go to stdout. */
  onLine: (line: string) => void;
  onStart?: (() => void) | undefined;
  /** Path that a full disk or a missing permission is about where uv names none. */
  path: string;
  /** The failure for an error that has no code of its own. */
  otherwise: UvOtherwise;
}

/** Runs uv and returns its stdout; throws Failing with what its output means. */
export const runUv = async ({ command, uv }: UvTool, args: readonly string[], call: UvCall): Promise<string> => {
  const { env, offline, signal, cwd, input, onLine, onStart, path, otherwise } = call;
  const result = await command(uv, args, {
    signal,
    env,
    ...(cwd === undefined ? {} : { cwd }),
    ...(input === undefined ? {} : { input }),
    ...(onStart === undefined ? {} : { onStart }),
    onLine: (line, stream) => {
      if (stream === 'stderr') onLine(line);
    },
  });
  if (result.notStarted)
    throw new Failing({
      code: 'uv-unavailable',
      reason: result.tail.at(-1) ?? `${uv} does not start`,
    } satisfies Failure);
  if (result.exitCode === 0) return result.stdout;
  const failure = uvFailure(redact(result.stderr), { path, otherwise: () => otherwise(result) });
  throw new Failing(asNotDownloaded(failure, offline));
};
