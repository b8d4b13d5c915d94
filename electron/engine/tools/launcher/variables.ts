import { delimiter, dirname } from 'node:path';
import { cleanVariables } from '../python/inspect.ts';

/**
 * What an activated environment sets (Lib/venv/scripts/common/activate), and what makes a program's
 * output readable here: at once, in UTF-8, and with the Python stack of a crash.
 */
export const launchVariables = (
  root: string,
  python: string,
  own: NodeJS.ProcessEnv = process.env,
): Record<string, string | undefined> => ({
  ...cleanVariables,
  VIRTUAL_ENV: root,
  PATH: [dirname(python), pathOf(own)].filter((part) => part !== '').join(delimiter),
  // The user's own packages (~/.local) are no part of the environment, and no diagnosis looks at them.
  PYTHONNOUSERSITE: '1',
  PYTHONUNBUFFERED: '1',
  PYTHONUTF8: '1',
  // It would win over UTF-8 mode.
  PYTHONIOENCODING: undefined,
  PYTHONFAULTHANDLER: '1',
  // The packaged command line is Electron run as Node; an Electron program that this one starts must not be.
  ELECTRON_RUN_AS_NODE: undefined,
});

/** Names of variables have no case on Windows. */
const pathOf = (own: NodeJS.ProcessEnv): string =>
  Object.entries(own).find(([name]) => (process.platform === 'win32' ? name.toUpperCase() : name) === 'PATH')?.[1] ??
  '';
