import type { Finding } from '../../../shared/finding.ts';
import type { DiagnoseContext } from './context.ts';

/**
 * torchvision that belongs to a torch: 0.15 more than its minor version, the same patch version
 * (pytorch.org, "previous versions"). torchaudio bears torch's own version and ends with 2.11.
 */
const newestMinor = 11;
const oldestMinor = 0;

/** Packages that were built for another torch than the one that is installed, which fails as `torchvision::nms does not exist`. */
export const torchTripleFindings = async ({ inventory, choice }: DiagnoseContext): Promise<Finding[]> => {
  const layer = choice.layers.find(({ packages }) => packages.some(({ name }) => name === 'torch'));
  const versionOf = (name: string) => inventory.packages.find((one) => one.name === name)?.version;
  const torch = versionOf('torch');
  const [, minor, patch] = /^2\.(\d+)\.(\d+)/.exec(torch ?? '') ?? [];
  if (layer === undefined || torch === undefined || minor === undefined || patch === undefined) return [];
  if (Number(minor) > newestMinor || Number(minor) < oldestMinor) return [];
  const wantedOf = { torchvision: `0.${Number(minor) + 15}.${patch}`, torchaudio: `2.${minor}.${patch}` };
  return Object.entries(wantedOf).flatMap(([name, wanted]): Finding[] => {
    const version = layer.packages.some((one) => one.name === name) ? versionOf(name) : undefined;
    if (version === undefined || fits(version, wanted, torch)) return [];
    return [{ code: 'torch-mismatch', layer: layer.layer, package: name, version, torch, wanted }];
  });
};

/** A local version that only one of them tells (the default index's wheels tell none) is no mismatch. */
const fits = (version: string, wanted: string, torch: string): boolean => {
  const [release, local] = version.split('+');
  const torchLocal = torch.split('+')[1];
  return release === wanted && (local === undefined || torchLocal === undefined || local === torchLocal);
};
