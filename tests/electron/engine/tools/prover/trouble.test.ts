import { expect, test } from 'vitest';
import { troubleOf } from '../../../../../electron/engine/tools/prover/trouble.ts';
import type { AcceleratorTrouble } from '../../../../../shared/accelerator-trouble.ts';

/** PyTorch's and CUDA's own words, as users report them. */
const said: [AcceleratorTrouble, string][] = [
  ['driver-missing', 'RuntimeError: Found no NVIDIA driver on your system. Please check that you have an NVIDIA GPU'],
  ['driver-missing', 'RuntimeError: No CUDA GPUs are available'],
  [
    'driver-too-old',
    'RuntimeError: The NVIDIA driver on your system is too old (found version 11040). Please update your GPU driver',
  ],
  [
    'driver-too-old',
    'RuntimeError: Unexpected error from cudaGetDeviceCount(). Did you run some cuda functions before calling NumCudaDevices() that might have already set an error? Error 804: forward compatibility was attempted on non supported HW',
  ],
  [
    'restart-needed',
    'RuntimeError: Unexpected error from cudaGetDeviceCount(). Did you run some cuda functions before calling NumCudaDevices() that might have already set an error? Error 803: system has unsupported display driver / cuda driver combination',
  ],
  [
    'restart-needed',
    'RuntimeError: CUDA unknown error - this may be due to an incorrectly set up environment, e.g. changing env variable CUDA_VISIBLE_DEVICES after program start. Setting the available devices to be zero.',
  ],
  ['restart-needed', 'RuntimeError: CUDA error: unspecified launch failure'],
  [
    'gpu-busy',
    'OutOfMemoryError: CUDA out of memory. Tried to allocate 20.00 MiB. GPU 0 has a total capacity of 7.79 GiB',
  ],
  ['gpu-busy', 'RuntimeError: CUDA error: CUDA-capable device(s) is/are busy or unavailable'],
  ['gpu-busy', 'RuntimeError: CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`'],
  ['no-kernels', 'RuntimeError: CUDA error: no kernel image is available for execution on the device'],
  ['cpu-build', 'AssertionError: Torch not compiled with CUDA enabled'],
  ['unknown', 'ModuleNotFoundError: No module named torch'],
  ['unknown', 'RuntimeError: torch.cuda.is_available() is False'],
];

test.each(said)('%s: %s', (trouble, error) => expect(troubleOf(error, false)).toBe(trouble));

test('a GPU that the user’s own variable hides', () => {
  expect(troubleOf('RuntimeError: No CUDA GPUs are available', true)).toBe('gpu-hidden');
});
