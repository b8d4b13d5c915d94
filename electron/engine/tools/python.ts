import type { RunCommand } from '../interfaces/command.ts';
import type { PythonTool } from '../interfaces/python.ts';
import { findAny, findPreferred, type Search } from './python/find.ts';
import { findShadows } from './python/find-shadows.ts';
import { importModules } from './python/import-modules.ts';
import { inspect, interpreterOf } from './python/inspect.ts';

interface PythonOptions {
  command: RunCommand;
  /** The uv that is at hand, null for none; must not fetch one. */
  uvPath?: Search['uvPath'];
  env?: NodeJS.ProcessEnv;
  platform?: NodeJS.Platform;
}

export const createPython = ({
  command,
  uvPath = async () => null,
  env = process.env,
  platform = process.platform,
}: PythonOptions): PythonTool => {
  const search: Search = { command, uvPath, env, platform };
  return {
    find: ({ preferred, range, signal }) =>
      preferred === null ? findAny(search, { range, signal }) : findPreferred(search, preferred, { range, signal }),
    inspect: async (path, signal) => {
      const { python } = await inspect(command, path, signal);
      return python === null
        ? null
        : {
            ...interpreterOf(python),
            prefix: python.prefix,
            inEnvironment: python.inEnvironment,
            abi: python.abi,
            markers: python.markers,
            systemPackages: python.systemPackages,
          };
    },
    shadows: (request) => findShadows({ ...request, env, platform }),
    importModules: (python, modules, options) => importModules(command, python, modules, options),
  };
};
