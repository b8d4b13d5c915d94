import type { Backend } from '../tools.ts';
import { installWithPip } from './pip/install.ts';
import { createWithVenv } from './pip/new-environment.ts';
import { resolveWithPip } from './pip/resolve.ts';
import type { PipTool } from './pip/run.ts';

/** The backend for where uv cannot be had: the pip of the interpreter that a request names. */
export const createPipBackend = (tool: PipTool): Backend => ({
  name: 'pip',
  resolve: resolveWithPip(tool),
  createEnvironment: createWithVenv(tool),
  install: installWithPip(tool),
  installPython: null,
});
