import { join } from 'node:path';
import { appFolders } from '../app-folders.ts';
import type { IndexChoice } from '../index-choice.ts';

/**
 * Variables that a uv of ours runs with. What the user set for uv itself is taken away, because
 * UV_RESOLUTION or UV_CONSTRAINT would change what is installed; how the network is reached stays.
 */
export const uvEnvironment = (
  cacheFolder: string,
  choice: IndexChoice | null,
  own: NodeJS.ProcessEnv = process.env,
): Record<string, string | undefined> => ({
  ...Object.fromEntries(
    Object.keys(own)
      .filter(isForeign)
      .map((name) => [name, undefined]),
  ),
  UV_NO_CONFIG: '1',
  UV_CACHE_DIR: uvCacheFolder(cacheFolder),
  UV_PYTHON_INSTALL_DIR: pythonFolder(),
  UV_PYTHON_DOWNLOADS: 'never',
  // The system's certificates, as browsers use them; the second name is the one that older uv knows.
  UV_SYSTEM_CERTS: '1',
  UV_NATIVE_TLS: '1',
  // Retries are the runner's: it announces each one.
  UV_HTTP_RETRIES: '0',
  UV_NO_PROGRESS: '1',
  NO_COLOR: '1',
  FORCE_COLOR: undefined,
  CLICOLOR_FORCE: undefined,
  ...(choice === null ? {} : indexVariables(choice, own)),
  ...choice?.variables,
});

/** Ours alone: the user's own uv has another. */
export const uvCacheFolder = (cacheFolder: string): string => join(cacheFolder, 'uv');

/** Pythons that uv installs for us: environments stand on them, so they are no cache. */
const pythonFolder = (): string => join(appFolders().data, 'python');

const kept =
  /^UV_(?:HTTP_TIMEOUT|REQUEST_TIMEOUT|HTTP_CONNECT_TIMEOUT|CONCURRENT_DOWNLOADS|KEYRING_PROVIDER|PYTHON_INSTALL_MIRROR|INDEX_\w+_(?:USERNAME|PASSWORD))$/i;

const isForeign = (name: string): boolean =>
  (/^UV_/i.test(name) && !kept.test(name)) || /^(?:VIRTUAL_ENV|CONDA_PREFIX|PYTHONPATH|PYTHONHOME)$/i.test(name);

/** By variables and not by options, so that no credentials stand in the list of processes. */
const indexVariables = (choice: IndexChoice, own: NodeJS.ProcessEnv): Record<string, string | undefined> => ({
  ...(choice.defaultIndex === null ? {} : { UV_DEFAULT_INDEX: choice.defaultIndex }),
  ...(choice.furtherIndexes.length === 0 ? {} : { UV_INDEX: choice.furtherIndexes.join(' ') }),
  ...(choice.trustedHosts.length === 0 ? {} : { UV_INSECURE_HOST: choice.trustedHosts.join(' ') }),
  ...(choice.certificates === null || isSet(own, 'SSL_CERT_FILE') ? {} : { SSL_CERT_FILE: choice.certificates }),
  ...(choice.proxy === null || ['HTTPS_PROXY', 'ALL_PROXY'].some((name) => isSet(own, name))
    ? {}
    : { HTTP_PROXY: choice.proxy, HTTPS_PROXY: choice.proxy }),
});

const isSet = (own: NodeJS.ProcessEnv, name: string): boolean => (own[name] ?? own[name.toLowerCase()] ?? '') !== '';

/** What of the choice uv takes as options only. Best match of all indexes, as pip does it. */
export const indexArguments = (choice: IndexChoice): string[] => [
  ...(choice.offline ? ['--offline'] : []),
  ...(choice.noIndex ? ['--no-index'] : []),
  ...(choice.furtherIndexes.length === 0 ? [] : ['--index-strategy', 'unsafe-best-match']),
  ...choice.findLinks.flatMap((link) => ['--find-links', link]),
];
