import { readdir } from 'node:fs/promises';
import type { Packages } from '../tools.ts';
import { readDistInfos } from './packages/dist-info.ts';
import { filesOf } from './packages/files-of.ts';
import { findLeftovers } from './packages/leftovers.ts';
import { findSitePackages } from './packages/site-packages.ts';
import { torchBuild } from './packages/torch-build.ts';

/** Reads an environment's packages from its files. */
export const createPackages = (): Packages => ({
  list: async (root, expected = []) => {
    const sitePackages = await findSitePackages(root);
    if (sitePackages === null) return null;
    const infos = await readDistInfos(sitePackages);
    return {
      sitePackages,
      entries: await readdir(sitePackages),
      packages: infos.map(({ name, version, path }) => ({ name, version, distInfo: path })),
      leftovers: await findLeftovers(root, sitePackages, infos, expected),
    };
  },
  filesOf,
  torchBuild,
});
