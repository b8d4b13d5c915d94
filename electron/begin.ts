import { mkdirSync } from 'node:fs';
import module from 'node:module';
import { join } from 'node:path';
import { appFolders } from './engine/tools/app-folders.ts';

/**
 * The window's first lines. What is loaded after them is kept compiled between starts, in our own folder;
 * a Node before 22.8 has no such cache, and one that cannot be written to costs time only.
 */
try {
  if (typeof module.enableCompileCache === 'function') {
    const folder = join(appFolders().cache, 'compiled');
    mkdirSync(folder, { recursive: true });
    module.enableCompileCache(folder);
  }
} catch {
  // A folder that cannot be used is said by main.ts.
}

void import('./main.ts');
