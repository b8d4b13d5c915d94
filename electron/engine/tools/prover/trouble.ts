import type { AcceleratorTrouble } from '../../../../shared/accelerator-trouble.ts';

/** What is also said where the user's own variable hides a card: without that, the second trouble. */
const unseen: readonly (readonly [RegExp, AcceleratorTrouble])[] = [
  [/No (?:CUDA|HIP) GPUs are available|no (?:CUDA|ROCm)-capable device is detected|\bError 100\b/i, 'driver-missing'],
  [/\bError 101\b|invalid device ordinal/i, 'restart-needed'],
];

/** The first that fits counts. */
const patterns: readonly (readonly [RegExp, AcceleratorTrouble])[] = [
  [/Torch not compiled with CUDA/i, 'cpu-build'],
  [/no kernel image is available|invalid device function|is not compatible with the current PyTorch/i, 'no-kernels'],
  [
    /driver on your system is too old|driver version is insufficient|Error 804|forward compatibility was attempted/i,
    'driver-too-old',
  ],
  [/Found no NVIDIA driver|driver is a stub library|\bError 34\b/i, 'driver-missing'],
  [/out of memory|busy or unavailable|CUBLAS_STATUS_(?:ALLOC_FAILED|NOT_INITIALIZED)/i, 'gpu-busy'],
  [
    /CUDA unknown error|(?:CUDA|HIP) error: unknown error|unspecified launch failure|GPU is lost|uncorrectable ECC|unsupported display driver|system not yet initialized/i,
    'restart-needed',
  ],
  [
    /driver initialization failed|initialization error|OS call failed|(?:CUDA|HIP) error: operation not supported|MPS client failed/i,
    'restart-needed',
  ],
  [/\bError (?:3|304|801|802|803|805|999)\b/i, 'restart-needed'],
];

/**
 * What PyTorch's error tells, which is never translated; `isHidden`: the user's own variable hides
 * cards. Source: torch/cuda/__init__.py, c10/cuda/CUDAFunctions.cpp and CUDAException.cpp, and
 * cudaError_t in the CUDA Runtime API (3 initialization, 34 a stub of the driver, 100 no device, 101
 * invalid device, 304 a call to the system failed, 801 not supported, 802 not initialized, 803 driver
 * and library do not match, 804 card without forward compatibility, 805 the multi-process service).
 */
export const troubleOf = (error: string, isHidden: boolean): AcceleratorTrouble => {
  const [, without] = unseen.find(([pattern]) => pattern.test(error)) ?? [];
  if (without !== undefined) return isHidden ? 'gpu-hidden' : without;
  return patterns.find(([pattern]) => pattern.test(error))?.[1] ?? 'unknown';
};

/**
 * Whether CUDA_VISIBLE_DEVICES can be why no card is found: it names none (CUDA takes those before
 * the first that is not there), or others than the ones that the driver's own tool sees.
 */
export const hidesCards = (visible: string | null, cardsSeen: boolean): boolean =>
  visible !== null && (cardsSeen || /^\s*(?:-1|$)/.test(visible));
