import type { Finding, FindingOf } from '../../../shared/finding.ts';
import type { Machine } from '../../../shared/machine.ts';
import type { LayerChoice } from '../../../shared/plan.ts';
import { verdict } from '../choose-layers/verdict.ts';
import type { Choice } from '../choose-layers.ts';
import { cudaBuild } from '../cuda-builds.ts';
import type { InstalledTorch } from '../interfaces/packages.ts';
import type { DiagnoseContext } from './context.ts';

/**
 * A CPU build of torch although the chosen build is for a GPU (the complaint that started this
 * product), a GPU build that this machine's card or driver cannot run, or another one than the user
 * named. One that runs is left alone, whatever the choice would be today.
 */
export const torchBuildFindings = async ({
  root,
  choice,
  machine,
  inventory,
  tools,
}: DiagnoseContext): Promise<Finding[]> => {
  const layer = torchLayer(choice.layers);
  if (layer === null || !inventory.packages.some(({ name }) => name === 'torch')) return [];
  const wrong = wrongBuild(await tools.packages.torch(root), layer, { machine, choice });
  return wrong === null ? [] : [wrongBuildFinding(wrong, layer, choice)];
};

export const wrongBuildFinding = (
  build: string,
  { layer, accelerator }: LayerChoice,
  { asked }: Pick<Choice, 'asked'>,
): FindingOf<'wrong-build'> => ({
  code: 'wrong-build',
  layer,
  package: 'torch',
  build,
  wanted: accelerator ?? 'cpu',
  ...(asked ? { asked } : {}),
});

/** The layer that names torch; null where none does. */
export const torchLayer = (layers: readonly LayerChoice[]): LayerChoice | null =>
  layers.find(({ packages }) => packages.some(({ name }) => name === 'torch')) ?? null;

/** The build of this torch where it does not suit the chosen accelerator; null where it does, or nothing tells. */
export const wrongBuild = (
  torch: InstalledTorch | null,
  { accelerator }: Pick<LayerChoice, 'accelerator'>,
  { machine, choice: { asked } }: { machine: Machine; choice: Pick<Choice, 'asked'> },
): string | null => {
  const build = torch?.build ?? null;
  if (build === null || accelerator === null || build === accelerator || accelerator === 'mps') return null;
  // The default index's torch for Linux is a CUDA build without saying so: it is what is to be had there for the CPU.
  if (accelerator === 'cpu') return asked && torch?.version?.includes('+') === true ? build : null;
  if (asked || build === 'cpu' || familyOf(build) !== familyOf(accelerator)) return build;
  const version = torch?.version?.split('+')[0] ?? null;
  const cards = machine.gpus.filter((gpu) => gpu.vendor === 'nvidia');
  const isUnfit =
    cudaBuild(build, version) !== null &&
    cards.some((card) => verdict({ id: build, torch: version }, card, machine) !== 'served');
  return isUnfit ? build : null;
};

/** cu124 → cu, rocm6.2 → rocm: builds of another vendor run on no card of this one. */
const familyOf = (build: string): string => /^[a-z]+/.exec(build)?.[0] ?? build;
