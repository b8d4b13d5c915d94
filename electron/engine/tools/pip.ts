import type { Backend } from '../interfaces/backends.ts';
import { frameBy } from './backends/frame.ts';
import { buildWithPip } from './pip/build-wheel.ts';
import { installWithPip } from './pip/install.ts';
import { createBare, createWithVenv } from './pip/new-environment.ts';
import { resolveWithPip } from './pip/resolve.ts';
import type { PipTool } from './pip/run.ts';

/**
 * The backend for where uv cannot be had: the pip of the interpreter that a request names. It has
 * nothing to evict: pip's cache knows addresses and no packages, and what it holds is compared with
 * the index's hashes whenever it is used.
 */
export const createPipBackend = (tool: PipTool): Backend => ({
  name: 'pip',
  resolve: resolveWithPip(tool),
  buildWheel: buildWithPip(tool),
  createEnvironment: createWithVenv(tool),
  frame: frameBy(createBare(tool)),
  unpack: null,
  install: installWithPip(tool),
  evict: async () => undefined,
  installPython: null,
});
