import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { IndexChoice } from '../index-choice.ts';

/**
 * Variables that a pip of ours runs with. Of the user's own pip configuration stays how the network
 * is reached; what would change where or what is installed (PIP_TARGET, PIP_CONSTRAINT, `user` and
 * `require-virtualenv` in a file) goes. `choice` null leaves the indexes to the user's own.
 */
export const pipEnvironment = (
  cacheFolder: string,
  choice: IndexChoice | null,
  own: NodeJS.ProcessEnv = process.env,
): Record<string, string | undefined> => ({
  ...Object.fromEntries(
    Object.keys(own)
      .filter(isForeign)
      .map((name) => [name, undefined]),
  ),
  PIP_CACHE_DIR: join(cacheFolder, 'pip'),
  PIP_NO_INPUT: '1',
  PIP_DISABLE_PIP_VERSION_CHECK: '1',
  // Retries are the runner's: it announces each one.
  PIP_RETRIES: '0',
  PIP_PROGRESS_BAR: 'off',
  PIP_ROOT_USER_ACTION: 'ignore',
  PIP_USER: '0',
  PIP_REQUIRE_VIRTUALENV: '0',
  PYTHONUTF8: '1',
  // pip runs from inside environments that must not change by it.
  PYTHONDONTWRITEBYTECODE: '1',
  NO_COLOR: '1',
  FORCE_COLOR: undefined,
  ...(choice === null ? {} : indexVariables(choice)),
  ...choice?.variables,
});

const kept =
  /^PIP_(?:CONFIG_FILE|INDEX_URL|EXTRA_INDEX_URL|FIND_LINKS|NO_INDEX|TRUSTED_HOST|CERT|CLIENT_CERT|PROXY|TIMEOUT|DEFAULT_TIMEOUT|KEYRING_PROVIDER|USE_FEATURE|USE_DEPRECATED)$/i;

const isForeign = (name: string): boolean =>
  (/^PIP_/i.test(name) && !kept.test(name)) || /^PYTHON(?:PATH|HOME|STARTUP)$/i.test(name);

/** By variables and not by options, so that no credentials stand in the list of processes. They go before pip's files. */
const indexVariables = (choice: IndexChoice): Record<string, string | undefined> => ({
  PIP_INDEX_URL: choice.defaultIndex ?? undefined,
  PIP_EXTRA_INDEX_URL: listed(choice.furtherIndexes),
  // pip splits the variable at spaces, which a folder's name may have and a URL has not.
  PIP_FIND_LINKS: listed(
    choice.findLinks.map((link) => (link.includes(' ') && !link.includes('://') ? pathToFileURL(link).href : link)),
  ),
  // pip knows no offline mode of its own.
  PIP_NO_INDEX: choice.noIndex || choice.offline ? '1' : '0',
  PIP_TRUSTED_HOST: listed(choice.trustedHosts),
  PIP_CERT: choice.certificates ?? undefined,
  PIP_PROXY: choice.proxy ?? undefined,
});

const listed = (values: readonly string[]): string | undefined => (values.length === 0 ? undefined : values.join(' '));
