import { realpath } from 'node:fs/promises';
import { z } from 'zod';
import type { Interpreter } from '../../../../shared/machine.ts';
import type { RunCommand } from '../../interfaces/command.ts';
import type { InspectedPython } from '../../interfaces/python.ts';
import { normalizeName } from '../../requirement.ts';
import { inspectScript } from './scripts.ts';

/** A Python on a disk that has to wake up, under a virus scanner that looks at each of its files. */
const timeLimitMs = 15_000;

/** What else a child of Python must not get from the user's own variables. `-I` ignores them for itself, not for what it starts. */
export const cleanVariables = {
  PYTHONPATH: undefined,
  PYTHONHOME: undefined,
  PYTHONSTARTUP: undefined,
  // macOS: makes one Python take another's place.
  __PYVENV_LAUNCHER__: undefined,
} as const;

const answerSchema = z.object({
  version: z.string(),
  platform: z.string(),
  executable: z.string().nullable(),
  prefix: z.string(),
  inEnvironment: z.boolean(),
  base: z.string().nullable(),
  canMakeEnvironments: z.boolean(),
  is64Bit: z.boolean(),
  implementation: z.string(),
  freeThreaded: z.boolean(),
  markers: z.record(z.string(), z.string()),
  systemPackages: z.array(z.string()),
});

/** An interpreter that answered. */
export interface Inspected extends InspectedPython {
  /** The one that its virtual environment was made from, where there is such and it is still there. */
  base: string | null;
  is64Bit: boolean;
  /** cpython, pypy and so on. */
  implementation: string;
  freeThreaded: boolean;
}

/** Starts `python` and asks; `problem` says in words why there is no answer. */
export const inspect = async (
  command: RunCommand,
  python: string,
  signal: AbortSignal,
): Promise<{ python: Inspected; problem: null } | { python: null; problem: string }> => {
  const result = await command(python, ['-I', '-B', '-X', 'utf8', '-c', inspectScript], {
    signal,
    timeLimitMs,
    env: cleanVariables,
  });
  const answer = answerSchema.safeParse(parseLastLine(result.stdout));
  if (result.exitCode === 0 && answer.success) {
    const { executable, ...rest } = answer.data;
    const path = executable === null || executable === '' ? python : executable;
    const prefix = await realpath(rest.prefix).catch(() => rest.prefix);
    return {
      python: { ...rest, path, prefix, abi: abiOf(rest), systemPackages: rest.systemPackages.map(normalizeName) },
      problem: null,
    };
  }
  const reason = result.timedOut ? `it did not answer within ${timeLimitMs / 1000} seconds` : reasonIn(result.tail);
  return {
    python: null,
    problem: result.notStarted || reason === null ? 'it does not start' : `it does not start (${reason})`,
  };
};

/** As extension modules of CPython name it (PEP 425): cp312, cp313t; others name it in ways of their own. */
const abiOf = ({
  implementation,
  version,
  freeThreaded,
}: Pick<Inspected, 'implementation' | 'version' | 'freeThreaded'>): string | null => {
  const [major, minor] = version.split('.');
  return implementation === 'cpython' ? `cp${major}${minor}${freeThreaded ? 't' : ''}` : null;
};

/** What a list of interpreters says about it. */
export const interpreterOf = ({ path, version, platform, canMakeEnvironments }: Inspected): Interpreter => ({
  path,
  version,
  platform,
  canMakeEnvironments,
});

/** The line that tells most: an error of Python's, else the first, where shims of version managers say it. */
const reasonIn = (tail: readonly string[]): string | null => {
  const lines = tail.map((line) => line.trim()).filter((line) => line !== '');
  return lines.findLast((line) => /^Fatal Python error|^\w+Error: /.test(line)) ?? lines[0] ?? null;
};

const parseLastLine = (text: string): unknown => {
  try {
    return JSON.parse(text.trimEnd().split('\n').at(-1) ?? '');
  } catch {
    // No JSON is an answer too, and the schema refuses it.
    return null;
  }
};
