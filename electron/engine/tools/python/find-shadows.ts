import { readdir, realpath } from 'node:fs/promises';
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import type { Shadow } from '../../interfaces/python.ts';
import { liesBelow } from '../below-root.ts';
import { environmentPython } from '../environment-python.ts';

export interface ShadowSearch {
  root: string;
  /** Top-level import names. */
  modules: readonly string[];
  env: NodeJS.ProcessEnv;
  platform: NodeJS.Platform;
}

/**
 * Files and packages that bear a module's name and are found before site-packages: in PYTHONPATH's
 * folders, beside the environment's programs (a script's own folder comes first on sys.path), and in
 * the environment's root, from where people start `python -m`. Source: Python's library reference,
 * sys.path. Reads only names.
 */
export const findShadows = async ({ root, modules, env, platform }: ShadowSearch): Promise<Shadow[]> => {
  const real = await realpath(root).catch(() => root);
  const programs = dirname(environmentPython(root, platform));
  const found: Shadow[] = [];
  for (const { folder, ...place } of [
    { folder: programs, inside: true, atRoot: false },
    { folder: root, inside: false, atRoot: true },
    ...(await pythonPath(env, real)).map((one) => ({ folder: one, inside: false, atRoot: false })),
  ])
    for (const { module, path } of await bearersIn(folder, modules)) found.push({ module, path, ...place });
  return found;
};

/** A relative entry depends on the folder in which Python is started; one in the environment is its own affair. */
const pythonPath = async (env: NodeJS.ProcessEnv, root: string): Promise<string[]> => {
  const folders = (env['PYTHONPATH'] ?? '').split(delimiter).filter(isAbsolute);
  const reals = await Promise.all(folders.map((folder) => realpath(folder).catch(() => null)));
  return [...new Set(folders)].filter((_, at) => {
    const real = reals[at] ?? null;
    return real !== null && real !== root && !liesBelow(root, real);
  });
};

/** What Python would take for a module: a folder with __init__.py, a source file or an extension module. */
const bearersIn = async (folder: string, modules: readonly string[]): Promise<{ module: string; path: string }[]> => {
  const names = new Set(await namesIn(folder));
  const found = await Promise.all(
    modules.map(async (module) => {
      if (names.has(module) && (await namesIn(join(folder, module))).includes('__init__.py')) return [module];
      const file = `${module}.py`;
      if (names.has(file)) return [file];
      return [...names].filter((name) => name.startsWith(`${module}.`) && /\.(?:so|pyd)$/.test(name)).slice(0, 1);
    }),
  );
  return modules.flatMap((module, at) => (found[at] ?? []).map((name) => ({ module, path: join(folder, name) })));
};

/** Absent or not to be read, by us or by Python: then nothing is found there. */
const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);
