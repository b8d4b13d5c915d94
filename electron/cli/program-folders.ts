import { realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Where the product's own files lie, from the script that was started: `dist/cli.cjs` of a checkout
 * or of the packaged application, reached directly or by a link on PATH.
 */
export const programFolders = (script = process.argv[1]): { page: string; resources: string | null } => {
  const folder = dirname(script === undefined ? process.execPath : realpathSync(script));
  return {
    // From the sources (electron/cli.ts) the built page is in the folder beside.
    page: basename(folder) === 'electron' ? join(folder, '../dist/renderer') : join(folder, 'renderer'),
    resources: resourcesOf(folder),
  };
};

/** The folder that holds `app.asar` or `app`; null outside a packaged application. */
const resourcesOf = (folder: string): string | null => {
  const application = dirname(folder);
  const resources = dirname(application);
  const isPackaged =
    basename(application) === 'app.asar' ||
    (basename(application) === 'app' && basename(resources).toLowerCase() === 'resources');
  return isPackaged ? resources : null;
};
