import type { Backend } from '../interfaces/backends.ts';
import { frameBy } from './backends/frame.ts';
import { buildWithUv } from './uv/build-wheel.ts';
import { evictWithUv } from './uv/evict.ts';
import { installWithUv, unpackWithUv } from './uv/install.ts';
import { installPythonWithUv } from './uv/managed-python.ts';
import { createWithUv } from './uv/new-environment.ts';
import { resolveWithUv } from './uv/resolve.ts';
import type { UvTool } from './uv/run.ts';

/** The backend that uses uv, from wherever uv/locate.ts found it. */
export const createUvBackend = (tool: UvTool): Backend => ({
  name: 'uv',
  resolve: resolveWithUv(tool),
  buildWheel: buildWithUv(tool),
  createEnvironment: createWithUv(tool),
  frame: frameBy(createWithUv(tool)),
  unpack: unpackWithUv(tool),
  install: installWithUv(tool),
  evict: evictWithUv(tool),
  installPython: installPythonWithUv(tool),
});
