import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Failure } from '../../../../shared/failure.ts';
import { redact } from '../../../../shared/redact.ts';
import { Failing } from '../../failing.ts';
import type { CommandResult, RunCommand } from '../../interfaces/command.ts';
import { errorCode } from '../error-code.ts';
import type { IndexChoice } from '../index-choice.ts';
import { asNotDownloaded } from '../not-downloaded.ts';
import { withWorkFolder } from '../work-folder.ts';
import { pipEnvironment } from './environment.ts';
import { type PipOtherwise, pipFailure } from './errors.ts';

export interface PipTool {
  command: RunCommand;
  cacheFolder: string;
}

/** How a pip is started. */
export interface PipStart {
  python: string;
  /** Arguments of the interpreter that name it: `-m pip`, or the folder of one that is installed elsewhere. */
  pip: readonly string[];
}

export interface PipCall {
  /** null leaves the indexes to the user's own configuration. */
  choice: IndexChoice | null;
  signal: AbortSignal;
  onLine: (line: string) => void;
  onStart?: (() => void) | undefined;
  /** Path that a full disk or a missing permission is about where pip names none. */
  path: string;
  otherwise: PipOtherwise;
  /** Makes more of a failure by pip's log and output. */
  explain?: (failure: Failure, output: string, result: CommandResult) => Promise<Failure>;
  /** Where this interpreter has no pip, the one to take instead. */
  whenMissing?: () => Promise<PipStart>;
}

/**
 * Runs `python -m pip`; throws Failing with what its output means. Why an index did not answer, pip
 * says in its log file only: on the terminal the package merely does not exist.
 */
export const runPip = (tool: PipTool, python: string, args: readonly string[], call: PipCall): Promise<CommandResult> =>
  withWorkFolder(tool.cacheFolder, async (folder) => {
    const log = join(folder, 'pip.log');
    let result = await startPip(tool, { python, pip: ['-m', 'pip'] }, args, log, call);
    if (call.whenMissing !== undefined && isMissing(result)) {
      result = await startPip(tool, await call.whenMissing(), args, log, call);
    }
    if (result.exitCode === 0) return result;
    const text = redact(`${await readIfThere(log)}\n${result.stdout}\n${result.stderr}`);
    const failure = pipFailure(text, { path: call.path, otherwise: () => call.otherwise(result) });
    const explained = (await call.explain?.(failure, text, result)) ?? failure;
    throw new Failing(asNotDownloaded(explained, call.choice?.offline ?? false));
  });

const startPip = (
  { command, cacheFolder }: PipTool,
  { python, pip }: PipStart,
  [verb = 'help', ...rest]: readonly string[],
  log: string,
  { choice, signal, onLine, onStart }: PipCall,
): Promise<CommandResult> =>
  command(python, [...pip, verb, '--log', log, ...rest], {
    signal,
    onLine,
    ...(onStart === undefined ? {} : { onStart }),
    env: pipEnvironment(cacheFolder, choice),
    // `-m` looks in the working directory first, and a folder of the user's may hold a pip.py.
    cwd: dirname(log),
  });

const isMissing = ({ exitCode, stderr }: CommandResult): boolean =>
  exitCode !== 0 && /: No module named pip\s*$/.test(stderr);

/** A pip that does not start writes no log. */
const readIfThere = async (path: string): Promise<string> => {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return '';
    throw error;
  }
};
