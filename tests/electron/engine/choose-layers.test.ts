import { describe, expect, it, test } from 'vitest';
import type { Present } from '../../../electron/engine/choose-layers/present.ts';
import { chooseLayers } from '../../../electron/engine/choose-layers.ts';
import { Failing } from '../../../electron/engine/failing.ts';
import { type Gpu, idleAmd, type Machine } from '../../../shared/machine.ts';
import { manifestSchema } from '../../../shared/manifest.ts';
import stack from '../../../shared/manifests/llm.json' with { type: 'json' };
import { nvidia, otherGpu } from '../../support/gpu-cards.ts';
import { machine } from '../../support/machines.ts';

const { layers } = manifestSchema.parse(stack);
const rtx4070 = nvidia('NVIDIA GeForce RTX 4070', '560.94');

interface Case {
  gpus?: Gpu[];
  more?: Partial<Machine>;
  present?: Partial<Present>;
  wanted?: string;
  /** Accelerator, and the torch that its preferred source pins. */
  expected: [id: string, torch: string];
  /** The whole sentence that a user reads. */
  reason: string;
  /** Proven on the CPU, though it is a build for a GPU. */
  onCpu?: true;
  cardLost?: true;
}

const windows: Partial<Machine> = { platform: 'win32', system: 'Windows 11 Pro 26100' };
const mac: Partial<Machine> = { platform: 'darwin', architecture: 'arm64', system: 'macOS 15.1' };
const arm: Partial<Machine> = { architecture: 'arm64' };
/** What a driver that cannot be asked for the capability leaves of a card. */
const untold = (...card: Parameters<typeof nvidia>): Gpu => ({ ...nvidia(...card), capability: null });
const noDriver: Partial<Machine> = {
  gpuProblem: 'There is an NVIDIA GPU, but its driver is not installed or not loaded',
};
const dead: Partial<Machine> = {
  gpuProblem: 'NVIDIA-SMI has failed because it couldn’t communicate with the NVIDIA driver.',
};
const installed = (version: string, build: string): Partial<Present> => ({ torch: { version, build } });

const cases: Record<string, Case> = {
  // the classic default
  'GTX 750 Ti': {
    gpus: [nvidia('NVIDIA GeForce GTX 750 Ti', '550.54.15')],
    expected: ['cu124', '2.5.1'],
    reason: 'NVIDIA GeForce GTX 750 Ti with driver 550.54.15 runs CUDA 12.4: torch 2.5.1 + cu124.',
  },
  'GTX 960': {
    gpus: [nvidia('NVIDIA GeForce GTX 960', '535.183.01')],
    expected: ['cu124', '2.5.1'],
    reason: 'NVIDIA GeForce GTX 960 with driver 535.183.01 runs CUDA 12.4: torch 2.5.1 + cu124.',
  },
  'GTX 1060 with a driver for CUDA 13, which has no code for it': {
    gpus: [nvidia('NVIDIA GeForce GTX 1060 6GB', '580.65.06')],
    expected: ['cu124', '2.5.1'],
    reason: 'NVIDIA GeForce GTX 1060 6GB with driver 580.65.06 runs CUDA 12.4: torch 2.5.1 + cu124.',
  },
  'GTX 1060 on Windows': {
    gpus: [nvidia('NVIDIA GeForce GTX 1060 6GB', '528.33')],
    more: windows,
    expected: ['cu124', '2.5.1'],
    reason: 'NVIDIA GeForce GTX 1060 6GB with driver 528.33 runs CUDA 12.4: torch 2.5.1 + cu124.',
  },
  P100: {
    gpus: [nvidia('Tesla P100-PCIE-16GB', '525.60.13')],
    expected: ['cu124', '2.5.1'],
    reason: 'Tesla P100-PCIE-16GB with driver 525.60.13 runs CUDA 12.4: torch 2.5.1 + cu124.',
  },
  V100: {
    gpus: [nvidia('Tesla V100-SXM2-16GB', '550.54.15')],
    expected: ['cu124', '2.5.1'],
    reason: 'Tesla V100-SXM2-16GB with driver 550.54.15 runs CUDA 12.4: torch 2.5.1 + cu124.',
  },
  T4: {
    gpus: [nvidia('Tesla T4', '550.54.15')],
    expected: ['cu124', '2.5.1'],
    reason: 'Tesla T4 with driver 550.54.15 runs CUDA 12.4: torch 2.5.1 + cu124.',
  },
  'GTX 1650 on Windows': {
    gpus: [nvidia('NVIDIA GeForce GTX 1650', '566.36')],
    more: windows,
    expected: ['cu124', '2.5.1'],
    reason: 'NVIDIA GeForce GTX 1650 with driver 566.36 runs CUDA 12.4: torch 2.5.1 + cu124.',
  },
  'RTX 2080 Ti': {
    gpus: [nvidia('NVIDIA GeForce RTX 2080 Ti', '545.23.08')],
    expected: ['cu124', '2.5.1'],
    reason: 'NVIDIA GeForce RTX 2080 Ti with driver 545.23.08 runs CUDA 12.4: torch 2.5.1 + cu124.',
  },
  A100: {
    gpus: [nvidia('NVIDIA A100-SXM4-80GB', '535.183.01')],
    expected: ['cu124', '2.5.1'],
    reason: 'NVIDIA A100-SXM4-80GB with driver 535.183.01 runs CUDA 12.4: torch 2.5.1 + cu124.',
  },
  'RTX 3060 laptop with Intel graphics': {
    gpus: [otherGpu('intel', 'Intel graphics'), nvidia('NVIDIA GeForce RTX 3060 Laptop GPU', '566.36')],
    more: windows,
    expected: ['cu124', '2.5.1'],
    reason: 'NVIDIA GeForce RTX 3060 Laptop GPU with driver 566.36 runs CUDA 12.4: torch 2.5.1 + cu124.',
  },
  'RTX 3090 beside an AMD card': {
    gpus: [otherGpu('amd', 'AMD gfx1100'), nvidia('NVIDIA GeForce RTX 3090', '550.54.15')],
    expected: ['cu124', '2.5.1'],
    reason: 'NVIDIA GeForce RTX 3090 with driver 550.54.15 runs CUDA 12.4: torch 2.5.1 + cu124.',
  },
  'RTX 4070': {
    gpus: [rtx4070],
    expected: ['cu124', '2.5.1'],
    reason: 'NVIDIA GeForce RTX 4070 with driver 560.94 runs CUDA 12.4: torch 2.5.1 + cu124.',
  },
  L40S: {
    gpus: [nvidia('NVIDIA L40S', '550.90.07')],
    expected: ['cu124', '2.5.1'],
    reason: 'NVIDIA L40S with driver 550.90.07 runs CUDA 12.4: torch 2.5.1 + cu124.',
  },
  'eight H100': {
    gpus: Array.from({ length: 8 }, () => nvidia('NVIDIA H100 80GB HBM3', '535.183.01')),
    expected: ['cu124', '2.5.1'],
    reason: 'NVIDIA H100 80GB HBM3 with driver 535.183.01 runs CUDA 12.4: torch 2.5.1 + cu124.',
  },
  H200: {
    gpus: [nvidia('NVIDIA H200', '570.86.15')],
    expected: ['cu124', '2.5.1'],
    reason: 'NVIDIA H200 with driver 570.86.15 runs CUDA 12.4: torch 2.5.1 + cu124.',
  },
  'two unlike cards that one build serves': {
    gpus: [nvidia('NVIDIA GeForce GTX 1060 6GB', '550.54.15'), nvidia('NVIDIA GeForce RTX 3090', '550.54.15')],
    expected: ['cu124', '2.5.1'],
    reason: 'NVIDIA GeForce GTX 1060 6GB with driver 550.54.15 runs CUDA 12.4: torch 2.5.1 + cu124.',
  },
  // newer cards
  'RTX 5090': {
    gpus: [nvidia('NVIDIA GeForce RTX 5090', '572.16')],
    more: windows,
    expected: ['cu128', '2.7.1'],
    reason: 'NVIDIA GeForce RTX 5090 needs CUDA 12.8 or newer: torch 2.7.1 + cu128.',
  },
  B200: {
    gpus: [nvidia('NVIDIA B200', '570.86.15')],
    expected: ['cu128', '2.7.1'],
    reason: 'NVIDIA B200 needs CUDA 12.8 or newer: torch 2.7.1 + cu128.',
  },
  'RTX 5090 beside an RTX 3090': {
    gpus: [nvidia('NVIDIA GeForce RTX 3090', '580.65.06'), nvidia('NVIDIA GeForce RTX 5090', '580.65.06')],
    expected: ['cu128', '2.7.1'],
    reason: 'NVIDIA GeForce RTX 5090 needs CUDA 12.8 or newer: torch 2.7.1 + cu128.',
  },
  // old cards and drivers
  K80: {
    gpus: [untold('Tesla K80', '470.256.02')],
    expected: ['cu118', '2.5.1'],
    reason: 'Tesla K80 needs CUDA 11.8 or older: torch 2.5.1 + cu118.',
  },
  'T4 with an old driver': {
    gpus: [untold('Tesla T4', '470.57.02')],
    expected: ['cu118', '2.5.1'],
    reason: 'Driver 470.57.02 is too old for CUDA 12.4, which needs 525.60.13: torch 2.5.1 + cu118.',
  },
  'RTX 3090 with an old driver on Windows': {
    gpus: [untold('NVIDIA GeForce RTX 3090', '472.12')],
    more: windows,
    expected: ['cu118', '2.5.1'],
    reason: 'Driver 472.12 is too old for CUDA 12.4, which needs 528.33: torch 2.5.1 + cu118.',
  },
  'a driver that tells no capability': {
    gpus: [untold('Tesla V100-SXM2-16GB', '470.182.03')],
    expected: ['cu118', '2.5.1'],
    reason: 'Driver 470.182.03 is too old for CUDA 12.4, which needs 525.60.13: torch 2.5.1 + cu118.',
  },
  'the newest driver of a virtual GPU that tells no capability': {
    gpus: [untold('NVIDIA L40S', '550.54.15')],
    expected: ['cu124', '2.5.1'],
    reason: 'NVIDIA L40S with driver 550.54.15 runs CUDA 12.4: torch 2.5.1 + cu124.',
  },
  // no build fits
  'T4 with an ancient driver': {
    gpus: [untold('Tesla T4', '390.157')],
    expected: ['cpu', '2.5.1'],
    reason:
      'Driver 390.157 of Tesla T4 is too old for every build of this stack, so PyTorch uses the CPU. Install NVIDIA driver 525.60.13 or newer, then repair again.',
  },
  'RTX 3090 with an ancient driver on Windows': {
    gpus: [untold('NVIDIA GeForce RTX 3090', '451.48')],
    more: windows,
    expected: ['cpu', '2.5.1'],
    reason:
      'Driver 451.48 of NVIDIA GeForce RTX 3090 is too old for every build of this stack, so PyTorch uses the CPU. Install NVIDIA driver 528.33 or newer, then repair again.',
  },
  'K80 with an ancient driver': {
    gpus: [untold('Tesla K80', '390.157')],
    expected: ['cpu', '2.5.1'],
    reason:
      'Driver 390.157 of Tesla K80 is too old for every build of this stack, so PyTorch uses the CPU. Install NVIDIA driver 450.80.02 or newer, then repair again.',
  },
  'RTX 5090 with a driver that cannot be found out': {
    gpus: [nvidia('NVIDIA GeForce RTX 5090', null)],
    expected: ['cpu', '2.5.1'],
    reason: 'The driver of NVIDIA GeForce RTX 5090 could not be found out, so PyTorch uses the CPU.',
  },
  K40: {
    gpus: [untold('Tesla K40c', '470.256.02')],
    expected: ['cpu', '2.5.1'],
    reason: 'No build of this stack has code for Tesla K40c (capability 3.5), so PyTorch uses the CPU.',
  },
  'RTX 5090 beside a GTX 1060': {
    gpus: [nvidia('NVIDIA GeForce RTX 5090', '580.65.06'), nvidia('NVIDIA GeForce GTX 1060 6GB', '580.65.06')],
    expected: ['cpu', '2.5.1'],
    reason:
      'No single build runs on all of these GPUs, so PyTorch uses the CPU: NVIDIA GeForce RTX 5090 (CUDA 12.8), NVIDIA GeForce GTX 1060 6GB (CUDA 12.4). Choose which to use: --accelerator cu128 or --accelerator cu124.',
  },
  'RTX 5090 beside a V100, whose code torch 2.7 lacks': {
    gpus: [nvidia('NVIDIA GeForce RTX 5090', '570.86.15'), nvidia('Tesla V100-SXM2-16GB', '570.86.15')],
    expected: ['cpu', '2.5.1'],
    reason:
      'No single build runs on all of these GPUs, so PyTorch uses the CPU: NVIDIA GeForce RTX 5090 (CUDA 12.8), Tesla V100-SXM2-16GB (CUDA 12.4). Choose which to use: --accelerator cu128 or --accelerator cu124.',
  },
  'RTX 4070 beside a card for the display': {
    gpus: [rtx4070, nvidia('NVIDIA GeForce GT 710', '560.94')],
    expected: ['cpu', '2.5.1'],
    reason:
      'No single build runs on all of these GPUs, so PyTorch uses the CPU: NVIDIA GeForce RTX 4070 (CUDA 12.4), NVIDIA GeForce GT 710 (none). Choose which to use: --accelerator cu124.',
  },
  'a GB10 on ARM': {
    gpus: [nvidia('NVIDIA GB10', '580.95.05')],
    more: arm,
    expected: ['cpu', '2.5.1'],
    reason: 'This stack has no CUDA build for Linux on ARM, so PyTorch uses the CPU and not NVIDIA GB10.',
  },
  'Jetson Thor': {
    gpus: [nvidia('NVIDIA Thor', '580.00')],
    more: arm,
    expected: ['cpu', '2.5.1'],
    reason: 'This stack has no CUDA build for Linux on ARM, so PyTorch uses the CPU and not NVIDIA Thor.',
  },
  // other makers, and none
  'AMD on Linux': {
    gpus: [otherGpu('amd', 'AMD gfx1100')],
    expected: ['cpu', '2.5.1'],
    reason: 'This stack has no ROCm build for AMD gfx1100, so PyTorch uses the CPU.',
  },
  'AMD on Windows': {
    gpus: [otherGpu('amd', 'AMD Radeon RX 7900 XTX')],
    more: windows,
    expected: ['cpu', '2.5.1'],
    reason: 'This stack has no ROCm build for AMD Radeon RX 7900 XTX, so PyTorch uses the CPU.',
  },
  'Intel Arc': {
    gpus: [otherGpu('intel', 'Intel Arc')],
    expected: ['cpu', '2.5.1'],
    reason: 'This stack has no XPU build for Intel Arc, so PyTorch uses the CPU.',
  },
  'Intel graphics alone': {
    gpus: [otherGpu('intel', 'Intel graphics')],
    expected: ['cpu', '2.5.1'],
    reason: 'This stack has no XPU build for Intel graphics, so PyTorch uses the CPU.',
  },
  'Apple silicon': {
    gpus: [otherGpu('apple', 'Apple M3')],
    more: mac,
    expected: ['mps', '2.5.1'],
    reason: 'Apple silicon computes with Metal: torch 2.5.1 + mps.',
  },
  'an Intel Mac': {
    more: { ...mac, architecture: 'x64' },
    expected: ['cpu', '2.2.2'],
    reason: 'No GPU that PyTorch can use was found, so it uses the CPU.',
  },
  'no GPU': {
    expected: ['cpu', '2.5.1'],
    reason: 'No GPU that PyTorch can use was found, so it uses the CPU.',
  },
  'no GPU on Windows': {
    more: windows,
    expected: ['cpu', '2.5.1'],
    reason: 'No GPU that PyTorch can use was found, so it uses the CPU.',
  },
  'no GPU on ARM': {
    more: arm,
    expected: ['cpu', '2.5.1'],
    reason: 'No GPU that PyTorch can use was found, so it uses the CPU.',
  },
  'an NVIDIA card without its driver': {
    more: noDriver,
    expected: ['cpu', '2.5.1'],
    reason:
      'There is an NVIDIA GPU, but its driver is not installed or not loaded, so PyTorch uses the CPU. Install or load the driver, then repair again.',
  },
  'an NVIDIA card without its driver beside Intel graphics': {
    gpus: [otherGpu('intel', 'Intel graphics')],
    more: noDriver,
    expected: ['cpu', '2.5.1'],
    reason:
      'There is an NVIDIA GPU, but its driver is not installed or not loaded, so PyTorch uses the CPU. Install or load the driver, then repair again.',
  },
  'an NVIDIA card whose driver is dead beside an AMD processor’s graphics': {
    gpus: [otherGpu('amd', 'AMD gfx1036')],
    more: dead,
    expected: ['cpu', '2.5.1'],
    reason:
      'NVIDIA-SMI has failed because it couldn’t communicate with the NVIDIA driver, so PyTorch uses the CPU. Install or load the driver, then repair again.',
  },
  'an AMD card without its driver, for which this stack has no build either': {
    more: { gpuProblem: idleAmd },
    expected: ['cpu', '2.5.1'],
    reason: 'This stack has no ROCm build for the AMD GPU, so PyTorch uses the CPU.',
  },
  'a Kepler card for workstations': {
    gpus: [{ ...untold('Tesla K40c', '470.256.02'), name: 'Quadro K2000' }],
    expected: ['cpu', '2.5.1'],
    reason: 'No build of this stack has code for Quadro K2000 (capability 3.0), so PyTorch uses the CPU.',
  },
  // Python versions
  'RTX 4070 with Python 3.13': {
    gpus: [rtx4070],
    present: { python: '3.13' },
    expected: ['cu126', '2.7.1'],
    reason: 'There is no torch 2.5.1 + cu124 for Python 3.13: torch 2.7.1 + cu126.',
  },
  'RTX 5090 with Python 3.13': {
    gpus: [nvidia('NVIDIA GeForce RTX 5090', '572.16')],
    present: { python: '3.13.1' },
    expected: ['cu128', '2.7.1'],
    reason: 'NVIDIA GeForce RTX 5090 needs CUDA 12.8 or newer: torch 2.7.1 + cu128.',
  },
  'T4 with an old driver and Python 3.13': {
    gpus: [untold('Tesla T4', '470.57.02')],
    present: { python: '3.13' },
    expected: ['cu118', '2.7.1'],
    reason: 'There is no torch 2.5.1 + cu118 for Python 3.13: torch 2.7.1 + cu118.',
  },
  'Apple silicon with Python 3.13': {
    gpus: [otherGpu('apple', 'Apple M3')],
    more: mac,
    present: { python: '3.13' },
    expected: ['mps', '2.7.1'],
    reason: 'Apple silicon computes with Metal: torch 2.7.1 + mps.',
  },
  'no GPU with Python 3.13': {
    present: { python: '3.13' },
    expected: ['cpu', '2.7.1'],
    reason: 'No GPU that PyTorch can use was found, so it uses the CPU.',
  },
  'RTX 4070 with Python 3.10': {
    gpus: [rtx4070],
    present: { python: '3.10.14' },
    expected: ['cu124', '2.5.1'],
    reason: 'NVIDIA GeForce RTX 4070 with driver 560.94 runs CUDA 12.4: torch 2.5.1 + cu124.',
  },
  // what is installed
  'an installed build that runs stays': {
    gpus: [rtx4070],
    present: installed('2.7.1', 'cu126'),
    expected: ['cu126', '2.7.1'],
    reason: 'The installed torch 2.7.1 + cu126 runs on NVIDIA GeForce RTX 4070.',
  },
  'an installed build in a version outside the manifest does not': {
    gpus: [rtx4070],
    present: installed('2.6.0+cu126', 'cu126'),
    expected: ['cu124', '2.5.1'],
    reason: 'NVIDIA GeForce RTX 4070 with driver 560.94 runs CUDA 12.4: torch 2.5.1 + cu124.',
  },
  'an installed build without code for the card does not': {
    gpus: [nvidia('NVIDIA GeForce RTX 5090', '572.16')],
    present: installed('2.5.1+cu124', 'cu124'),
    expected: ['cu128', '2.7.1'],
    reason: 'NVIDIA GeForce RTX 5090 needs CUDA 12.8 or newer: torch 2.7.1 + cu128.',
  },
  'an installed CPU build beside a card does not': {
    gpus: [rtx4070],
    present: installed('2.5.1+cpu', 'cpu'),
    expected: ['cu124', '2.5.1'],
    reason: 'NVIDIA GeForce RTX 4070 with driver 560.94 runs CUDA 12.4: torch 2.5.1 + cu124.',
  },
  'the default index’s build for CUDA 12.8 counts as that': {
    gpus: [nvidia('NVIDIA GeForce RTX 5090', '572.16')],
    present: installed('2.8.0', 'cu128'),
    expected: ['cu128', '2.7.1'],
    reason: 'The installed torch 2.8.0 + cu128 runs on NVIDIA GeForce RTX 5090.',
  },
  'an installed build stays where nothing hints at a card, and is proven on the CPU': {
    present: installed('2.5.1', 'cu124'),
    expected: ['cu124', '2.5.1'],
    reason: 'No GPU that it can use was found; the installed torch 2.5.1 + cu124 is kept and calculates on the CPU.',
    onCpu: true,
  },
  'the same where the CPU’s own build would be of another version': {
    present: { python: '3.12.4', ...installed('2.7.1+cu126', 'cu126') },
    expected: ['cu126', '2.7.1'],
    reason: 'No GPU that it can use was found; the installed torch 2.7.1 + cu126 is kept and calculates on the CPU.',
    onCpu: true,
  },
  'the same beside Intel graphics, which this stack has no build for': {
    gpus: [otherGpu('intel', 'Intel graphics')],
    present: installed('2.5.1', 'cu124'),
    expected: ['cu124', '2.5.1'],
    reason: 'No GPU that it can use was found; the installed torch 2.5.1 + cu124 is kept and calculates on the CPU.',
    onCpu: true,
  },
  'an AMD card without its driver needs none of NVIDIA': {
    more: { gpuProblem: idleAmd },
    present: installed('2.5.1', 'cu124'),
    expected: ['cu124', '2.5.1'],
    reason: 'No GPU that it can use was found; the installed torch 2.5.1 + cu124 is kept and calculates on the CPU.',
    onCpu: true,
  },
  'an installed build stays while no tool finds the card': {
    more: { gpuProblem: 'nvidia-smi did not answer within 8 seconds' },
    present: installed('2.8.0+cu128', 'cu128'),
    expected: ['cu128', '2.7.1'],
    reason:
      'nvidia-smi did not answer within 8 seconds; the installed torch 2.8.0 + cu128 is kept. Restart the computer or install the driver, then run diagnose again.',
    cardLost: true,
  },
  ...Object.fromEntries(
    [otherGpu('intel', 'Intel graphics'), otherGpu('amd', 'AMD gfx1036')].map((gpu): [string, Case] => [
      `the same beside ${gpu.name}`,
      {
        gpus: [gpu],
        more: dead,
        present: installed('2.7.1+cu128', 'cu128'),
        expected: ['cu128', '2.7.1'],
        reason:
          'NVIDIA-SMI has failed because it couldn’t communicate with the NVIDIA driver; the installed torch 2.7.1 + cu128 is kept. Restart the computer or install the driver, then run diagnose again.',
        cardLost: true,
      },
    ]),
  ),
  'an installed build for a card that was lost beside another one stays': {
    gpus: [nvidia('NVIDIA GeForce GTX 1060 6GB', '580.65.06')],
    more: { gpuProblem: 'Unable to determine the device handle for GPU 0000:01:00.0: GPU is lost.' },
    present: installed('2.7.1+cu128', 'cu128'),
    expected: ['cu128', '2.7.1'],
    reason:
      'Unable to determine the device handle for GPU 0000:01:00.0: GPU is lost; the installed torch 2.7.1 + cu128 is kept. Restart the computer or install the driver, then run diagnose again.',
    cardLost: true,
  },
  'what a user with two unlike cards once chose stays': {
    gpus: [nvidia('NVIDIA GeForce RTX 5090', '580.65.06'), nvidia('NVIDIA GeForce GTX 1060 6GB', '580.65.06')],
    present: installed('2.7.1+cu128', 'cu128'),
    expected: ['cu128', '2.7.1'],
    reason:
      'The installed torch 2.7.1 + cu128 is kept; no single build runs on all of NVIDIA GeForce RTX 5090 and NVIDIA GeForce GTX 1060 6GB.',
  },
  // the user's word
  'the CPU, by the user’s word': {
    gpus: [rtx4070],
    wanted: 'cpu',
    expected: ['cpu', '2.5.1'],
    reason:
      'You asked for it. Otherwise: NVIDIA GeForce RTX 4070 with driver 560.94 runs CUDA 12.4: torch 2.5.1 + cu124.',
  },
  'what would have been chosen, by the user’s word': {
    gpus: [rtx4070],
    wanted: 'cu124',
    expected: ['cu124', '2.5.1'],
    reason: 'You asked for it.',
  },
  'a build that the card cannot run, by the user’s word': {
    gpus: [nvidia('NVIDIA GeForce RTX 5090', '572.16')],
    wanted: 'cu124',
    expected: ['cu124', '2.5.1'],
    reason: 'You asked for it. Otherwise: NVIDIA GeForce RTX 5090 needs CUDA 12.8 or newer: torch 2.7.1 + cu128.',
  },
  'CUDA without any card, by the user’s word': {
    wanted: 'cu126',
    expected: ['cu126', '2.7.1'],
    reason: 'You asked for it. Otherwise: No GPU that PyTorch can use was found, so it uses the CPU.',
  },
};

test.each(Object.entries(cases))('%s', (_, one) => {
  const { gpus = [], more, present, wanted = 'auto', expected, reason, onCpu = false, cardLost = false } = one;
  const choice = chooseLayers(layers, machine(gpus, more), wanted, { python: null, torch: null, ...present });
  expect(choice.accelerator).toEqual({ id: expected[0], reason });
  expect(choice).toMatchObject({ onCpu, cardLost, asked: wanted !== 'auto' });
  const torch = choice.layers.find(({ layer }) => layer === 'torch');
  expect(torch?.accelerator).toBe(expected[0]);
  const [pin = ''] = torch?.sources[0]?.requirements ?? [];
  expect(pin.split('+')[0]).toBe(`torch==${expected[1]}`);
});

test('the table has the machines that the product has to know', () => {
  const machines = Object.values(cases).map(({ gpus = [], more }) => JSON.stringify(machine(gpus, more)));
  expect(new Set(machines).size).toBeGreaterThanOrEqual(40);
});

describe('other manifests', () => {
  const variant = (accelerator: string, more: object = {}) => ({
    accelerator,
    requirements: ['torch==2.6.0'],
    sources: [{ index: 'default' }],
    ...more,
  });
  const layersOf = (...variants: object[]) =>
    manifestSchema.parse({
      schemaVersion: 1,
      name: 'other',
      title: 'Other',
      python: '>=3.10,<3.14',
      layers: [{ id: 'torch', title: 'PyTorch', requirements: [], variants, checks: [] }],
    }).layers;

  it('ROCm for an AMD card on Linux, the CPU on Windows', () => {
    const offered = layersOf(variant('rocm6.2'), variant('cpu'));
    const card = [otherGpu('amd', 'AMD gfx1100')];
    expect(chooseLayers(offered, machine(card), 'auto').accelerator).toEqual({
      id: 'rocm6.2',
      reason: 'AMD gfx1100 runs ROCm 6.2: torch 2.6.0 + rocm6.2.',
    });
    expect(chooseLayers(offered, machine(card, windows), 'auto').accelerator?.id).toBe('cpu');
  });

  it('another maker’s build replaces an installed one for CUDA, but not while an NVIDIA card may be there', () => {
    const offered = layersOf(variant('cu124'), variant('rocm6.2'), variant('cpu'));
    const card = [otherGpu('amd', 'AMD gfx1100')];
    const present = { python: null, torch: { version: '2.6.0+cu124', build: 'cu124' } };
    const choose = (more: Partial<Machine>) => chooseLayers(offered, machine(card, more), 'auto', present).accelerator;
    expect(choose({})?.id).toBe('rocm6.2');
    expect(choose(dead)?.id).toBe('cu124');
  });

  it('an AMD card without its driver is worth one where the stack has a build for it', () => {
    const offered = layersOf(variant('rocm6.2'), variant('cpu'));
    expect(chooseLayers(offered, machine([], { gpuProblem: idleAmd }), 'auto').accelerator?.reason).toBe(
      'There is an AMD GPU, but the driver to compute on it (KFD) is not loaded, so PyTorch uses the CPU. Install or load the driver, then repair again.',
    );
  });

  it('XPU for Intel Arc, the CPU for older graphics of the processor', () => {
    const offered = layersOf(variant('xpu'), variant('cpu'));
    const on = (name: string) => chooseLayers(offered, machine([otherGpu('intel', name)]), 'auto').accelerator?.id;
    expect(on('Intel Arc')).toBe('xpu');
    expect(on('Intel graphics')).toBe('cpu');
  });

  it('one build for a V100 and an RTX 5090, where torch has code for both', () => {
    const offered = layersOf(variant('cu128', { requirements: ['torch==2.8.0'] }), variant('cpu'));
    const cards = [nvidia('NVIDIA GeForce RTX 5090', '570.86.15'), nvidia('Tesla V100-SXM2-16GB', '570.86.15')];
    expect(chooseLayers(offered, machine(cards), 'auto').accelerator?.id).toBe('cu128');
  });

  it('a manifest without a build for the Python asks for another Python', () => {
    const offered = layersOf(variant('cpu', { python: '<3.12' }));
    const choose = (python: string) => chooseLayers(offered, machine(), 'auto', { python, torch: null });
    expect(choose('3.13')).toMatchObject({ accelerator: { id: 'cpu' }, python: '<3.12' });
    expect(choose('3.11').layers).toEqual(choose('3.13').layers);
  });

  it('a source for another system is none', () => {
    const sources = [{ index: 'https://example.org/whl' }, { index: 'default', platforms: ['linux'] }];
    const offered = layersOf(variant('cu124', { sources }), variant('cpu'));
    const indexes = (more: Partial<Machine>) =>
      chooseLayers(offered, machine([rtx4070], more), 'auto').layers[0]?.sources.map(({ index }) => index);
    expect(indexes({})).toEqual(['https://example.org/whl', null]);
    expect(indexes(windows)).toEqual(['https://example.org/whl']);
  });

  it('a variant none of whose sources is for this system is none', () => {
    const offered = layersOf(
      variant('cu124', { sources: [{ index: 'default', platforms: ['linux'] }] }),
      variant('cpu'),
    );
    expect(chooseLayers(offered, machine([rtx4070], windows), 'auto').accelerator).toEqual({
      id: 'cpu',
      reason:
        'This stack has no CUDA build for Windows on x64, so PyTorch uses the CPU and not NVIDIA GeForce RTX 4070.',
    });
  });
});

describe('chooseLayers', () => {
  it('refuses an accelerator that the manifest has no build for, and names those it has', () => {
    expect(() => chooseLayers(layers, machine(), 'rocm6.2')).toThrow(Failing);
    try {
      chooseLayers(layers, machine(), 'mps');
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({
        failure: { code: 'accelerator-unknown', known: expect.arrayContaining(['cpu', 'cu124']) },
      });
    }
  });

  it('needs no accelerator for a profile without variants', () => {
    expect(chooseLayers(layers.slice(0, 1), machine([rtx4070]), 'cu124').accelerator).toBeNull();
  });

  it('lists the sources of the chosen build in order of preference', () => {
    const torch = chooseLayers(layers, machine([rtx4070]), 'auto').layers.find(({ layer }) => layer === 'torch');
    expect(torch?.sources.map(({ index }) => index)).toEqual([expect.stringContaining('/cu124'), null]);
    expect(torch?.sources[0]?.requirements).toContain('torch==2.5.1+cu124');
    expect(torch?.sources[1]?.requirements).toContain('torch==2.5.1');
  });

  it.each([
    ['RTX 5090 on Linux falls back to the build for CUDA 12.8 of the default index', {}, [null]],
    ['on Windows that index has CPU builds only', windows, []],
  ])('%s', (_, more, expected) => {
    const card = nvidia('NVIDIA GeForce RTX 5090', '580.88');
    const torch = chooseLayers(layers, machine([card], more), 'auto').layers.find(({ layer }) => layer === 'torch');
    expect(torch?.sources.slice(1).map(({ index }) => index)).toEqual(expected);
    for (const { requirements } of torch?.sources.slice(1) ?? []) expect(requirements).toContain('torch==2.8.0');
  });
});
