import { mkdirSync } from 'node:fs';
import module from 'node:module';
import { join } from 'node:path';
import { appFolders } from './engine/tools/app-folders.ts';

/**
 * What is loaded from here on is kept compiled between starts, in our own folder. A Node before 22.8
 * has no such cache, and one that cannot be written to costs time only.
 */
export const keepCompiled = (): void => {
  try {
    if (typeof module.enableCompileCache !== 'function') return;
    const folder = join(appFolders().cache, 'compiled');
    mkdirSync(folder, { recursive: true });
    module.enableCompileCache(folder);
  } catch {
    // A folder that cannot be used is said by who needs it.
  }
};
