import type { AcceleratorTrouble } from '../../../../shared/accelerator-trouble.ts';

/** The first that fits counts. */
const patterns: readonly (readonly [RegExp, AcceleratorTrouble])[] = [
  [/Torch not compiled with CUDA/i, 'cpu-build'],
  [/no kernel image is available|invalid device function|is not compatible with the current PyTorch/i, 'no-kernels'],
  [
    /driver on your system is too old|driver version is insufficient|Error 804|forward compatibility was attempted/i,
    'driver-too-old',
  ],
  [/Found no NVIDIA driver/i, 'driver-missing'],
  [/out of memory|busy or unavailable|CUBLAS_STATUS_(?:ALLOC_FAILED|NOT_INITIALIZED)/i, 'gpu-busy'],
  [
    /CUDA unknown error|Error 80[23]\b|unsupported display driver|system not yet initialized|unspecified launch failure|GPU is lost|uncorrectable ECC|CUDA error: unknown error/i,
    'restart-needed',
  ],
];

/**
 * What PyTorch's error tells, which is never translated; `hidden`: CUDA_VISIBLE_DEVICES is set.
 * Source: torch/cuda/__init__.py, c10/cuda/CUDAException.cpp, and cudaError_t in the CUDA Runtime API
 * (802 not initialized, 803 driver and library do not match, 804 card without forward compatibility).
 */
export const troubleOf = (error: string, hidden: boolean): AcceleratorTrouble => {
  if (/No CUDA GPUs are available/i.test(error)) return hidden ? 'gpu-hidden' : 'driver-missing';
  return patterns.find(([pattern]) => pattern.test(error))?.[1] ?? 'unknown';
};
