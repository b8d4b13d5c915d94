import type { Finding } from '../../../shared/finding.ts';
import type { DiagnoseContext } from './context.ts';

/**
 * A CPU build of torch although the chosen build is for a GPU: the complaint that started this
 * product. A GPU build where the CPU would do works, so it is left alone.
 */
export const torchBuildFindings = async ({ root, choice, inventory, tools }: DiagnoseContext): Promise<Finding[]> => {
  const layer = choice.layers.find(({ packages }) => packages.some(({ name }) => name === 'torch'));
  if (layer === undefined || layer.accelerator === null || layer.accelerator === 'cpu' || layer.accelerator === 'mps')
    return [];
  if (!inventory.packages.some(({ name }) => name === 'torch')) return [];
  const build = await tools.packages.torchBuild(root);
  return build === 'cpu'
    ? [{ code: 'wrong-build', layer: layer.layer, package: 'torch', build, wanted: layer.accelerator }]
    : [];
};
