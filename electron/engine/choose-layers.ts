import type { Gpu, Machine } from '../../shared/machine.ts';
import type { Layer, Variant } from '../../shared/manifest.ts';
import type { LayerChoice } from '../../shared/plan.ts';
import { Failing } from './failing.ts';
import { parseRequirement } from './requirement.ts';

/** The layers with their builds chosen, and why; `accelerator` is null where no layer has variants. */
export interface Choice {
  layers: LayerChoice[];
  accelerator: { id: string; reason: string } | null;
}

/**
 * Least NVIDIA driver for a CUDA build and the capabilities it has kernels for.
 * Source: NVIDIA's table of CUDA minor-version compatibility and PyTorch's release builds
 * (TORCH_CUDA_ARCH_LIST); a card outside the range starts but fails at its first kernel.
 */
const cudaBuilds: Record<string, { linux: string; win32: string; from: number; to: number }> = {
  cu118: { linux: '450.80.02', win32: '452.39', from: 3.7, to: 9.0 },
  cu121: { linux: '525.60.13', win32: '528.33', from: 5.0, to: 9.0 },
  cu124: { linux: '525.60.13', win32: '528.33', from: 5.0, to: 9.0 },
  cu126: { linux: '525.60.13', win32: '528.33', from: 5.0, to: 9.0 },
  cu128: { linux: '525.60.13', win32: '528.33', from: 7.0, to: 12.1 },
  cu130: { linux: '580.65.06', win32: '580.88', from: 7.5, to: 12.1 },
};

/**
 * Chooses a build for every layer: pure, from the machine and the user's word. `wanted` is `auto`
 * or an accelerator's id; one that the manifest has no build for throws Failing accelerator-unknown.
 */
export const chooseLayers = (layers: readonly Layer[], machine: Machine, wanted: string): Choice => {
  const accelerators = [
    ...new Set(layers.flatMap((layer) => (layer.variants ?? []).filter(fits(machine)).map((v) => v.accelerator))),
  ];
  if (wanted !== 'auto' && accelerators.length > 0 && !accelerators.includes(wanted))
    throw new Failing({ code: 'accelerator-unknown', accelerator: wanted, known: accelerators });
  const accelerator =
    accelerators.length === 0
      ? null
      : wanted === 'auto'
        ? bestFor(machine, accelerators)
        : { id: wanted, reason: 'You asked for it.' };
  return { accelerator, layers: layers.map((layer) => choose(layer, machine, accelerator?.id ?? null)) };
};

const fits =
  (machine: Machine) =>
  (variant: Variant): boolean =>
    variant.platforms === undefined || variant.platforms.includes(machine.platform);

const choose = (layer: Layer, machine: Machine, accelerator: string | null): LayerChoice => {
  const variant = (layer.variants ?? []).filter(fits(machine)).find((v) => v.accelerator === accelerator);
  const requirements = [...layer.requirements, ...(variant?.requirements ?? [])];
  return {
    layer: layer.id,
    title: layer.title,
    accelerator: variant?.accelerator ?? null,
    packages: requirements.map((requirement) => ({ name: parseRequirement(requirement).name, requirement })),
    sources: (variant?.sources ?? [{ index: 'default' }]).map((source) => ({
      index: source.index === 'default' ? null : source.index,
      requirements: [...layer.requirements, ...(source.requirements ?? variant?.requirements ?? [])],
    })),
  };
};

const bestFor = (machine: Machine, accelerators: readonly string[]): { id: string; reason: string } => {
  const cards = machine.gpus.filter((gpu) => gpu.vendor === 'nvidia');
  const build = accelerators.find((id) => id in cudaBuilds && cards.length > 0 && cards.every(serves(id, machine)));
  if (build !== undefined)
    return {
      id: build,
      reason: `${cards[0]?.name ?? 'The GPU'} with driver ${cards[0]?.driver ?? 'unknown'} runs ${build}.`,
    };
  if (machine.gpus.some((gpu) => gpu.vendor === 'apple') && accelerators.includes('mps'))
    return { id: 'mps', reason: 'Apple silicon has Metal.' };
  const [first] = accelerators;
  const id = accelerators.includes('cpu') ? 'cpu' : (first ?? 'cpu');
  if (cards.length > 0)
    return {
      id,
      reason: `No build of this stack runs on ${cards.map((card) => card.name).join(', ')} with driver ${cards[0]?.driver ?? 'unknown'}.`,
    };
  return { id, reason: machine.gpuProblem ?? 'No NVIDIA GPU was found.' };
};

/** Whether every NVIDIA card of the machine can run a CUDA build; null for an id that no table has, or a machine without such a card. */
export const runsOn = (id: string, machine: Machine): boolean | null => {
  const cards = machine.gpus.filter((gpu) => gpu.vendor === 'nvidia');
  return id in cudaBuilds && cards.length > 0 ? cards.every(serves(id, machine)) : null;
};

/** A card of unknown capability (an old driver does not tell) is taken to be served by what its driver can run. */
const serves =
  (id: string, machine: Machine) =>
  (gpu: Gpu): boolean => {
    const build = cudaBuilds[id];
    if (build === undefined || gpu.driver === null || machine.platform === 'darwin') return false;
    const driverFits = compareDrivers(gpu.driver, build[machine.platform]) >= 0;
    return driverFits && (gpu.capability === null || (gpu.capability >= build.from && gpu.capability <= build.to));
  };

/** Compares dotted version numbers such as 525.60.13 part by part. */
const compareDrivers = (a: string, b: string): number => {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  for (let at = 0; at < 3; at += 1) {
    const difference = (left?.[at] ?? 0) - (right?.[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
};
