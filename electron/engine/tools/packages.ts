import { readdir } from 'node:fs/promises';
import type { InstalledPackage, Inventory, Packages } from '../interfaces/packages.ts';
import { type Belongings, readBelongingsOf } from './packages/belongings.ts';
import { type DistInfo, readDistInfos } from './packages/dist-info.ts';
import { readEggs } from './packages/egg-info.ts';
import { filesOf, filesOfEach } from './packages/files-of.ts';
import { findLeftovers } from './packages/leftovers.ts';
import { findSitePackages } from './packages/site-packages.ts';
import { sizes } from './packages/sizes.ts';
import { readTorch } from './packages/torch-build.ts';

/** Reads an environment's packages from its files. */
export const createPackages = (): Packages => ({
  list: async (root, expected = []) => {
    const sitePackages = await findSitePackages(root);
    if (sitePackages === null) return null;
    const [documented, entries] = await Promise.all([readDistInfos(sitePackages), readdir(sitePackages)]);
    // First, so that a dist-info of the same name counts.
    const infos = [...(await readEggs(sitePackages, entries)), ...documented];
    const belongings = await readBelongingsOf({ root, sitePackages, names: entries }, infos);
    return {
      sitePackages,
      entries,
      packages: installed(infos, belongings),
      duplicates: duplicated(documented),
      leftovers: await findLeftovers({ sitePackages, infos, belongings, known: expected }),
    };
  },
  filesOf,
  filesOfEach,
  sizes,
  torch: readTorch,
});

/** The whole ones and the newer ones come last, so that they are what counts. */
const installed = (infos: readonly DistInfo[], belongings: readonly Belongings[]): InstalledPackage[] => [
  ...new Map(
    infos.map(({ name, version, path, requires, local }, at) => [
      name,
      { name, version, distInfo: path, requires, local, modules: belongings[at]?.modules ?? [] },
    ]),
  ).values(),
];

const duplicated = (infos: readonly DistInfo[]): Inventory['duplicates'] => {
  const names = new Set(infos.map(({ name }) => name));
  return [...names].flatMap((name) => {
    const own = infos.filter((info) => info.name === name);
    if (own.length < 2) return [];
    return [{ package: name, versions: own.map(({ version }) => version), paths: own.map(({ path }) => path) }];
  });
};
