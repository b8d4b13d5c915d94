import type { Backend } from '../tools.ts';
import { frameBy } from './backends/frame.ts';
import { installWithPip } from './pip/install.ts';
import { createBare, createWithVenv } from './pip/new-environment.ts';
import { resolveWithPip } from './pip/resolve.ts';
import type { PipTool } from './pip/run.ts';

/**
 * The backend for where uv cannot be had: the pip of the interpreter that a request names. pip's
 * cache of downloads knows addresses and no packages, so what is evicted is remembered here, and
 * the next install fetches it past the cache; what the cache holds stays there.
 */
export const createPipBackend = (tool: PipTool): Backend => {
  const evicted = new Set<string>();
  return {
    name: 'pip',
    resolve: resolveWithPip(tool),
    createEnvironment: createWithVenv(tool),
    frame: frameBy(createBare(tool)),
    install: installWithPip(tool, evicted),
    evict: async ({ names }) => {
      for (const name of names) evicted.add(name);
    },
    installPython: null,
  };
};
