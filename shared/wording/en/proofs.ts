import type { OutsideTrouble } from '../../accelerator-trouble.ts';

export const proofs = {
  /** Devices that have no name of their own. */
  cpu: 'the CPU',
  appleGpu: 'the Apple GPU',
  intelGpu: 'the Intel GPU',
  /** What a proof says; without a full stop, for it is put together with other sentences. */
  right: (devices: string, version: string): string =>
    `A calculation on ${devices} with PyTorch ${version} gives the right result`,
  failed: (build: string, why: string): string => `A calculation with PyTorch for ${build} failed: ${why}`,
  onDevice: (device: string, why: string): string => `${device}: ${why}`,
  noCode: (device: string): string => `this build has no code for ${device}`,
  busy: (device: string): string => `${device} is busy and was left out`,
  noKernels: (device: string, capability: string, served: string): string =>
    `it has no code for ${device} (capability ${capability}), only for ${served}`,
  wrongResult: (device: string): string => `${device} calculates otherwise than the CPU`,
  tooLong: (seconds: number): string => `it took longer than ${seconds} seconds`,
  crashed: 'Python crashed',
  exitCode: (code: number): string => `exit code ${code}`,
  runs: (module: string): string => `${module} runs`,
  doesNotRun: (module: string, why: string): string => `${module} does not run: ${why}`,
  next: {
    'driver-missing':
      'Install the driver of the GPU, or restart the computer if it is installed, then run diagnose again.',
    'driver-too-old': 'Install a newer driver for the GPU, restart the computer, then run diagnose again.',
    'restart-needed': 'Restart the computer, for the GPU or its driver has stopped working, then run diagnose again.',
    'gpu-busy': 'Close other programs that use the GPU, then run diagnose again.',
    'gpu-hidden': 'Remove the variable CUDA_VISIBLE_DEVICES, which hides the GPU, then run diagnose again.',
  } satisfies Record<OutsideTrouble, string>,
  /** What a person does where installing the packages once more has not made a calculation right. */
  cardNext: {
    driver: 'Update the driver of the GPU and restart the computer, then repair again.',
    withoutGpu: 'Or do without the GPU: run repair with --accelerator cpu.',
  },
};
