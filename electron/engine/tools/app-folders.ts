import { isAbsolute, join } from 'node:path';
import envPaths from 'env-paths';
import { product } from '../../../shared/product.ts';
import { Failing } from '../failing.ts';

/** Where the application keeps its own things; nothing is created by asking. */
export interface AppFolders {
  /** Journals of runs, and what must outlive them. */
  data: string;
  /** Wheelhouse, uv and its cache: all of it can be fetched again. */
  cache: string;
  /** The user's settings. */
  config: string;
  /** Logs of the window itself. */
  log: string;
}

/**
 * The folders that the system sets aside for an application of this user. SMART_INSTALLER_HOME, an
 * absolute path, puts all four under one folder instead: for an installation on a stick or a large
 * second disk, for administrators of shared machines, and for tests. A relative path there throws
 * Failing usage, because each working directory would get folders of its own.
 */
export const appFolders = (env: NodeJS.ProcessEnv = process.env): AppFolders => {
  const home = env['SMART_INSTALLER_HOME'];
  if (home === undefined || home === '') {
    const { data, cache, config, log } = envPaths(product.id, { suffix: '' });
    return { data, cache, config, log };
  }
  if (!isAbsolute(home))
    throw new Failing({ code: 'usage', message: `SMART_INSTALLER_HOME must be an absolute path, not ${home}.` });
  return { data: join(home, 'data'), cache: join(home, 'cache'), config: join(home, 'config'), log: join(home, 'log') };
};
