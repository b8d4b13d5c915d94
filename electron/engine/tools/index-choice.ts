import { existsSync } from 'node:fs';
import type { IndexOptions } from '../interfaces/indexes.ts';
import { certificateBundle } from './http/certificate-bundle.ts';
import { networkVariables } from './network-variables.ts';
import { readUserIndex, type UserIndex } from './user-index.ts';

/** Where one command looks for packages, the same for uv and pip. URLs carry their credentials. */
export interface IndexChoice {
  /** null is the tool's own default. */
  defaultIndex: string | null;
  /** Looked at beside the default one, in order of preference. */
  furtherIndexes: readonly string[];
  findLinks: readonly string[];
  /** No index at all: only what findLinks and the cache have. */
  noIndex: boolean;
  offline: boolean;
  trustedHosts: readonly string[];
  certificates: string | null;
  proxy: string | null;
  /** How the run was told to reach the network, in place of this process's variables of these names. */
  variables?: Readonly<Record<string, string | undefined>>;
}

/** No index and no network. */
export const noIndex: IndexChoice = {
  defaultIndex: null,
  furtherIndexes: [],
  findLinks: [],
  noIndex: true,
  offline: true,
  trustedHosts: [],
  certificates: null,
  proxy: null,
};

/** What the run was told goes before what the user's own configuration says, key by key, as with pip's options. */
export const chooseIndexes = (options: IndexOptions, variantIndex: string | null, user: UserIndex): IndexChoice => {
  const extra = options.extraIndexUrls.length > 0 ? options.extraIndexUrls : user.extraIndexes;
  const links = options.findLinks === null ? user.findLinks : [options.findLinks];
  const named = options.indexUrl !== null || options.extraIndexUrls.length > 0;
  return {
    defaultIndex: options.indexUrl ?? user.defaultIndex,
    furtherIndexes: [...new Set([...(variantIndex === null ? [] : [variantIndex]), ...extra])],
    // pip passes over a folder that is not there; uv would fail.
    findLinks: links.filter((link) => link.includes('://') || existsSync(link)),
    noIndex: options.offline ? options.findLinks !== null : user.noIndex && !named,
    offline: options.offline,
    trustedHosts: user.trustedHosts,
    certificates: options.network?.certificates ?? user.certificates,
    proxy: proxyOf(options.network, user),
    ...(options.network === undefined ? {} : { variables: networkVariables(options.network) }),
  };
};

/** pip passes over NO_PROXY for a proxy that it is given by its own name; then the variables alone carry it. */
const proxyOf = (network: IndexOptions['network'], user: UserIndex): string | null => {
  if (network === undefined || network.proxy === null) return user.proxy;
  return network.noProxy.length === 0 ? network.proxy : null;
};

/** The same with the user's configuration as it is now; says what of it could not be read. */
export const readIndexChoice = async (
  options: IndexOptions,
  variantIndex: string | null,
  onLine: (line: string) => void,
): Promise<IndexChoice> => {
  const { index, problems } = await readUserIndex();
  for (const problem of problems) onLine(problem);
  return chooseIndexes(await withBundle(options, onLine), variantIndex, index);
};

/** Tools take one file of certificates in place of the system's: a bundle has both. */
const withBundle = async (options: IndexOptions, onLine: (line: string) => void): Promise<IndexOptions> => {
  const { network } = options;
  if (network === undefined || network.certificates === null) return options;
  const certificates = await certificateBundle(network.certificates, onLine);
  return { ...options, network: { ...network, certificates } };
};
