import type { Finding } from '../../../shared/finding.ts';
import { runsOn } from '../choose-layers.ts';
import type { DiagnoseContext } from './context.ts';

/**
 * A CPU build of torch although the chosen build is for a GPU (the complaint that started this
 * product), or a GPU build that this machine's card or driver cannot run. One that runs is left
 * alone, whatever the choice would be today.
 */
export const torchBuildFindings = async ({
  root,
  choice,
  machine,
  inventory,
  tools,
}: DiagnoseContext): Promise<Finding[]> => {
  const layer = choice.layers.find(({ packages }) => packages.some(({ name }) => name === 'torch'));
  if (layer === undefined || layer.accelerator === null || layer.accelerator === 'cpu' || layer.accelerator === 'mps')
    return [];
  if (!inventory.packages.some(({ name }) => name === 'torch')) return [];
  const build = await tools.packages.torchBuild(root);
  if (build === null || build === layer.accelerator) return [];
  const isUnfit =
    build === 'cpu' || familyOf(build) !== familyOf(layer.accelerator) || runsOn(build, machine) === false;
  return isUnfit
    ? [{ code: 'wrong-build', layer: layer.layer, package: 'torch', build, wanted: layer.accelerator }]
    : [];
};

/** cu124 → cu, rocm6.2 → rocm: builds of another vendor run on no card of this one. */
const familyOf = (build: string): string => /^[a-z]+/.exec(build)?.[0] ?? build;
