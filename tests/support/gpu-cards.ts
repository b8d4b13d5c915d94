import type { Gpu } from '../../shared/machine.ts';

/** Cards as nvidia-smi names them, with NVIDIA's capability of each (developer.nvidia.com/cuda-gpus). */
const capabilities = {
  'Tesla K40c': 3.5,
  'Tesla K80': 3.7,
  'NVIDIA GeForce GT 710': 3.5,
  'NVIDIA GeForce GTX 750 Ti': 5.0,
  'NVIDIA GeForce GTX 960': 5.2,
  'NVIDIA GeForce GTX 1060 6GB': 6.1,
  'Tesla P100-PCIE-16GB': 6.0,
  'Tesla V100-SXM2-16GB': 7.0,
  'Tesla T4': 7.5,
  'NVIDIA GeForce GTX 1650': 7.5,
  'NVIDIA GeForce RTX 2080 Ti': 7.5,
  'NVIDIA A100-SXM4-80GB': 8.0,
  'NVIDIA GeForce RTX 3060 Laptop GPU': 8.6,
  'NVIDIA GeForce RTX 3090': 8.6,
  'NVIDIA GeForce RTX 4070': 8.9,
  'NVIDIA L40S': 8.9,
  'NVIDIA H100 80GB HBM3': 9.0,
  'NVIDIA H200': 9.0,
  'NVIDIA B200': 10.0,
  'NVIDIA Thor': 11.0,
  'NVIDIA GeForce RTX 5090': 12.0,
  'NVIDIA GB10': 12.1,
} as const;

export const nvidia = (name: keyof typeof capabilities, driver: string | null): Gpu => ({
  vendor: 'nvidia',
  name,
  capability: capabilities[name],
  memoryBytes: null,
  driver,
});

export const otherGpu = (vendor: 'amd' | 'intel' | 'apple', name: string): Gpu => ({
  vendor,
  name,
  capability: null,
  memoryBytes: null,
  driver: null,
});
