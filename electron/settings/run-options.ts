import type { Settings } from '../../shared/settings.ts';
import type { IndexOptions } from '../engine/interfaces/indexes.ts';

/** Where a run looks for packages and how it reaches the network, as the settings say. */
export const indexOptionsOf = (settings: Settings): IndexOptions => {
  const { indexUrl, extraIndexUrls, findLinks, offline, proxy, noProxy, certificates } = settings;
  const isPlain = proxy === null && noProxy.length === 0 && certificates === null;
  return {
    indexUrl,
    extraIndexUrls,
    findLinks,
    offline,
    ...(isPlain ? {} : { network: { proxy, noProxy, certificates } }),
  };
};
