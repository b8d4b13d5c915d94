import { Failing } from '../failing.ts';
import type { Backends } from '../interfaces/backends.ts';
import type { RunCommand } from '../interfaces/command.ts';
import { createPipBackend } from './pip.ts';
import { type LocatedUv, locateUv } from './uv/locate.ts';
import { createUvBackend } from './uv.ts';

/** A uv that was found serves until this process ends; one that was not is looked for again. */
export const createBackends = (tool: {
  command: RunCommand;
  cacheFolder: string;
  resourcesFolder: string | null;
}): Backends => {
  const { command, cacheFolder } = tool;
  let found: LocatedUv | null = null;
  const pip = (fallbackReason: string | null) => ({
    backend: createPipBackend({ command, cacheFolder }),
    detail: 'pip',
    fallbackReason,
  });
  return {
    choose: async ({ wanted, python, index, signal, onLine }) => {
      if (wanted === 'pip') return pip(null);
      if (found === null) {
        const { uv, problem } = await locateUv({
          ...tool,
          pip: { python, index },
          signal,
          onLine,
        });
        if (uv === null && wanted === 'uv') throw new Failing({ code: 'uv-unavailable', reason: problem });
        if (uv === null) return pip(problem);
        found = uv;
      }
      const { path, version, origin } = found;
      return {
        backend: createUvBackend({ command, cacheFolder, uv: path }),
        detail: `uv ${version} (${origin})`,
        fallbackReason: null,
      };
    },
  };
};
