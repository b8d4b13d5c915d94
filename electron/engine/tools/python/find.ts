import { realpath } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { Failing } from '../../failing.ts';
import type { RunCommand } from '../../interfaces/command.ts';
import type { FoundPython } from '../../interfaces/python.ts';
import { findOnPath, pythonOfUv, pythonsOfLauncher, pythonsOnPath } from './candidates.ts';
import { type Inspected, inspect, interpreterOf } from './inspect.ts';
import { drawbackOf, inOrderOfPreference, problemOf } from './suitable.ts';

export interface Search {
  command: RunCommand;
  /** The uv that is at hand, null for none; must not fetch one. */
  uvPath: (signal: AbortSignal) => Promise<string | null>;
  env: NodeJS.ProcessEnv;
  platform: NodeJS.Platform;
}

interface Request {
  range: string;
  signal: AbortSignal;
}

/** One that the user named: a path, or a command's name. Throws Failing python-unusable where it cannot serve. */
export const findPreferred = async (
  { command, env }: Search,
  preferred: string,
  { range, signal }: Request,
): Promise<FoundPython> => {
  const unusable = (reason: string) => new Failing({ code: 'python-unusable', path: preferred, reason });
  const path = /[\\/]/.test(preferred) ? resolve(preferred) : await findOnPath(preferred, env);
  if (path === null) throw unusable('there is no program of this name');
  const looked = await lookAt(command, path, signal);
  if (looked.python === null) throw unusable(looked.problem);
  const problem = problemOf(looked.python, range);
  if (problem !== null) throw unusable(problem);
  const chosen = interpreterOf(looked.python);
  return { chosen, all: [chosen], rejected: [] };
};

/**
 * All that can be found, looked at side by side, and the one that suits best. Those on PATH are looked
 * at while uv still says what it knows.
 */
export const findAny = async (search: Search, request: Request): Promise<FoundPython> => {
  const looks = new Map<string, ReturnType<typeof lookAt>>();
  const look = (path: string): ReturnType<typeof lookAt> => {
    const known = looks.get(path) ?? lookAt(search.command, path, request.signal);
    looks.set(path, known);
    return known;
  };
  const candidates = await distinct(
    await candidatesOf(search, request, async (paths) => {
      // Where the search for others fails, nobody waits for these.
      for (const path of await distinct(paths)) look(path).catch(() => undefined);
    }),
  );
  const looked = await Promise.all(candidates.map(async (path) => ({ path, ...(await look(path)) })));
  const pythons = await distinctPythons(looked.flatMap(({ python }) => python ?? []));
  const judged = pythons.map((python) => ({ python, problem: problemOf(python, request.range) ?? drawbackOf(python) }));
  const [best] = inOrderOfPreference(judged.flatMap(({ python, problem }) => (problem === null ? [python] : [])));
  return {
    chosen: best === undefined ? null : interpreterOf(best),
    all: pythons.map(interpreterOf),
    rejected: [
      ...looked.flatMap(({ path, problem }) => (problem === null ? [] : [`${path}: ${problem}`])),
      ...judged.flatMap(({ python, problem }) => (problem === null ? [] : [`${python.path}: ${problem}`])),
    ],
  };
};

const candidatesOf = async (
  { command, uvPath, env, platform }: Search,
  { range, signal }: Request,
  onPath: (paths: readonly string[]) => Promise<void>,
): Promise<string[]> => {
  const ofPath = async (): Promise<string[]> => {
    const paths = await pythonsOnPath(env);
    // The launcher of Windows names the same Pythons first.
    if (platform !== 'win32') await onPath(paths);
    return paths;
  };
  const ofUv = async (): Promise<string[]> => {
    const uv = await uvPath(signal);
    return uv === null ? [] : pythonOfUv(command, uv, range, signal);
  };
  const found = await Promise.all([platform === 'win32' ? pythonsOfLauncher(command, signal) : [], ofPath(), ofUv()]);
  return found.flat();
};

/** A virtual environment's interpreter stands for the one that it was made from. */
const lookAt = async (command: RunCommand, path: string, signal: AbortSignal): ReturnType<typeof inspect> => {
  const looked = await inspect(command, path, signal);
  if (looked.python === null || !looked.python.inEnvironment) return looked;
  const { base } = looked.python;
  return base === null
    ? { python: null, problem: 'it is in a virtual environment whose own Python is gone' }
    : inspect(command, base, signal);
};

/** One of several names for a program. Shims of version managers are links to one program that looks at its name. */
const distinct = async (paths: readonly string[]): Promise<string[]> => {
  const keys = await Promise.all(
    paths.map(async (path) => {
      const real = await realpath(path).catch(() => path);
      return /^python/i.test(basename(real)) ? real : path;
    }),
  );
  return paths.filter((_, at) => keys.indexOf(keys[at] ?? '') === at);
};

const distinctPythons = async (pythons: readonly Inspected[]): Promise<Inspected[]> => {
  const reals = await Promise.all(pythons.map(({ path }) => realpath(path).catch(() => path)));
  return pythons.filter((_, at) => reals.indexOf(reals[at] ?? '') === at);
};
