import { lstatSync, mkdirSync, statSync } from 'node:fs';
import module from 'node:module';
import { join } from 'node:path';
import { appFolders } from './engine/tools/app-folders.ts';
import { isOnlyOurs, keepsItsFolders } from './engine/tools/folder-rights.ts';

/**
 * What is loaded from here on is kept compiled between starts, in our own folder. Node runs what it finds
 * there, so it must be a folder that nobody else can write to or put another in the place of: a cache may
 * be shared by several users. A Node before 22.8 has no such cache, and without one a start takes longer.
 */
export const keepCompiled = (): void => {
  try {
    if (typeof module.enableCompileCache !== 'function') return;
    const { cache } = appFolders();
    const folder = join(cache, 'compiled');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (isOnlyOurs(lstatSync(folder)) && keepsItsFolders(statSync(cache))) module.enableCompileCache(folder);
  } catch {
    // A folder that cannot be used is said by who needs it.
  }
};
