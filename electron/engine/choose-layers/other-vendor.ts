import { type Gpu, idleAmd, type Machine } from '../../../shared/machine.ts';
import { choiceReasons as say } from '../../../shared/wording/choices.ts';
import type { Answer, Question } from './question.ts';

/** The build for a GPU of another maker than NVIDIA; null where there is none of both. */
export const forOtherVendor = ({ offers, machine }: Pick<Question, 'offers' | 'machine'>): Answer | null => {
  const { apple, amd, intel } = others(machine);
  const metal = offers.find(({ id }) => id === 'mps');
  if (apple !== undefined && metal !== undefined) return { offer: metal, reason: say.apple(metal) };
  // There is no ROCm build of PyTorch's own for Windows.
  const rocm = machine.platform === 'linux' ? offers.find(({ id }) => id.startsWith('rocm')) : undefined;
  if (amd !== undefined) return rocm === undefined ? null : { offer: rocm, reason: say.otherVendor(amd.name, rocm) };
  // Graphics in older processors is no device for it (pytorch.org, "Getting Started on Intel GPU").
  const xpu = intel !== undefined && /\bArc\b/.test(intel.name) ? offers.find(({ id }) => id === 'xpu') : undefined;
  return intel === undefined || xpu === undefined ? null : { offer: xpu, reason: say.otherVendor(intel.name, xpu) };
};

/** Why PyTorch uses the CPU where no NVIDIA card can be used and no other GPU has a build. */
export const withoutAny = ({ offers, machine }: Pick<Question, 'offers' | 'machine'>): string => {
  const { amd, intel } = others(machine);
  const hasRocm = offers.some(({ id }) => id.startsWith('rocm'));
  if (machine.gpuProblem === idleAmd && !hasRocm) return say.otherVendorWithout('the AMD GPU', 'ROCm');
  // A card that may be there and work tomorrow is said before one that this stack has nothing for.
  if (machine.gpuProblem !== null) return say.gpuProblem(machine.gpuProblem);
  if (amd !== undefined) return say.otherVendorWithout(amd.name, 'ROCm');
  return intel === undefined ? say.noGpu : say.otherVendorWithout(intel.name, 'XPU');
};

const others = ({ gpus }: Pick<Machine, 'gpus'>) => {
  const of = (vendor: Gpu['vendor']) => gpus.find((gpu) => gpu.vendor === vendor);
  return { apple: of('apple'), amd: of('amd'), intel: of('intel') };
};
