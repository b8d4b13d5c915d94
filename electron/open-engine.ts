import { createTools } from './engine/create-tools.ts';
import { createEngine } from './engine/engine.ts';
import type { Engine } from './engine/run-request.ts';
import { version } from './version.ts';

/** The engine with all that touches the world; a chunk of its own (late-engine.ts). `resourcesFolder`: of a packaged application, else null. */
export const openEngine = (resourcesFolder: string | null): Engine =>
  createEngine({ tools: createTools({ resourcesFolder }), version });
