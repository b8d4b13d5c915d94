import { createTools } from '../engine/create-tools.ts';
import { createEngine } from '../engine/engine.ts';
import type { Engine } from '../engine/run-request.ts';
import { version } from '../version.ts';
import { programFolders } from './program-folders.ts';

/** The engine with the real tools. In a file of its own, so that help and usage errors load none of it. */
export const openEngine = (): Engine =>
  createEngine({ tools: createTools({ resourcesFolder: programFolders().resources }), version });
