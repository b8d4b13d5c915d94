import { type AcceleratorTrouble, type OutsideTrouble, outsideTrouble } from '../accelerator-trouble.ts';
import type { Proof } from '../events.ts';
import { listed } from './amounts.ts';
import { bare } from './bare.ts';
import { wordAccelerator } from './builds.ts';

/** A device as its maker names it; those that have no name of their own by their kind. */
const wordDevice = (device: string): string => {
  const kinds: ReadonlyMap<string, string> = new Map([
    ['cpu', 'the CPU'],
    ['mps', 'the Apple GPU'],
    ['xpu', 'the Intel GPU'],
  ]);
  return kinds.get(device) ?? device;
};

const wordBuild = (accelerator: string): string =>
  wordDevice(accelerator) === accelerator ? wordAccelerator(accelerator) : wordDevice(accelerator);

/** What a proof says; without a full stop, for it is put together with other sentences. */
export const proofDetails = {
  right: (devices: readonly string[], version: string) =>
    `A calculation on ${listed([...new Set(devices)].map(wordDevice))} with PyTorch ${version} gives the right result`,
  failed: (accelerator: string, why: string) =>
    `A calculation with PyTorch for ${wordBuild(accelerator)} failed: ${why}`,
  /** Of one device where it is right on another. */
  onDevice: (device: string, why: string) => `${wordDevice(device)}: ${why}`,
  noCode: (device: string) => `this build has no code for ${device}`,
  busy: (device: string) => `${device} is busy and was left out`,
  noKernels: (device: string, capability: number, served: readonly string[]) =>
    `it has no code for ${device} (capability ${capability.toFixed(1)}), only for ${listed([...served])}`,
  wrongResult: (device: string) => `${wordDevice(device)} calculates otherwise than the CPU`,
  tooLong: (seconds: number) => `it took longer than ${seconds} seconds`,
  /** Null: a signal ended it, which is how Python crashes but on Windows. */
  silent: (exitCode: number | null) => (exitCode === null ? 'Python crashed' : `exit code ${exitCode}`),
} as const;

const nexts: Record<OutsideTrouble, string> = {
  'driver-missing':
    'Install the driver of the GPU, or restart the computer if it is installed, then run diagnose again.',
  'driver-too-old': 'Install a newer driver for the GPU, restart the computer, then run diagnose again.',
  'restart-needed': 'Restart the computer, for the GPU or its driver has stopped working, then run diagnose again.',
  'gpu-busy': 'Close other programs that use the GPU, then run diagnose again.',
  'gpu-hidden': 'Remove the variable CUDA_VISIBLE_DEVICES, which hides the GPU, then run diagnose again.',
};

/** What a person does where installing the packages once more has not made a calculation right. */
export const cardNext = {
  driver: 'Update the driver of the GPU and restart the computer, then repair again.',
  withoutGpu: 'Or do without the GPU: run repair with --accelerator cpu.',
} as const;

/** What the user does about it; null for what a repair answers. */
export const acceleratorNext = (trouble: AcceleratorTrouble | undefined): string | null => {
  const outside = outsideTrouble(trouble);
  return outside === null ? null : nexts[outside];
};

/** A proof in whole sentences, with what to do where it could not be made. */
export const wordProof = ({ detail, trouble }: Proof): string =>
  [`${bare(detail)}.`, acceleratorNext(trouble) ?? ''].filter((text) => text !== '').join(' ');
