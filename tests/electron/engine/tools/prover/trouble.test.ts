import { expect, test } from 'vitest';
import { hidesCards, troubleOf } from '../../../../../electron/engine/tools/prover/trouble.ts';
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
  ['driver-missing', 'RuntimeError: No HIP GPUs are available'],
  [
    'driver-missing',
    'RuntimeError: Unexpected error from cudaGetDeviceCount(). Error 34: CUDA driver is a stub library',
  ],
  ['driver-missing', 'RuntimeError: CUDA error: no CUDA-capable device is detected'],
  ['restart-needed', 'RuntimeError: CUDA driver initialization failed, you might not have a CUDA gpu.'],
  ['restart-needed', 'RuntimeError: CUDA error: initialization error'],
  [
    'restart-needed',
    'RuntimeError: Unexpected error from cudaGetDeviceCount(). Did you run some cuda functions before calling NumCudaDevices() that might have already set an error? Error 304: OS call failed or operation not supported on this OS',
  ],
  ['restart-needed', 'RuntimeError: Unexpected error from cudaGetDeviceCount(). Error 101: invalid device ordinal'],
  [
    'restart-needed',
    'RuntimeError: Unexpected error from cudaGetDeviceCount(). Error 805: MPS client failed to connect',
  ],
  ['restart-needed', 'RuntimeError: CUDA error: operation not supported'],
  ['restart-needed', 'RuntimeError: HIP error: unspecified launch failure'],
  // A number that only begins like one of CUDA's.
  ['unknown', 'RuntimeError: Error 1012: of somebody else'],
  ['unknown', 'ModuleNotFoundError: No module named torch'],
  ['unknown', 'RuntimeError: torch.cuda.is_available() is False'],
];

test.each(said)('%s: %s', (trouble, error) => expect(troubleOf(error, false)).toBe(trouble));

test.each([
  'RuntimeError: No CUDA GPUs are available',
  'RuntimeError: No HIP GPUs are available',
  'RuntimeError: Unexpected error from cudaGetDeviceCount(). Error 101: invalid device ordinal',
])('a GPU that the user’s own variable hides: %s', (error) => expect(troubleOf(error, true)).toBe('gpu-hidden'));

test.each<[string | null, boolean, boolean]>([
  [null, true, false],
  ['', false, true],
  [' ', false, true],
  ['-1', false, true],
  ['-1,0', false, true],
  // Names a card, and none is there: the variable is as it should be.
  ['0', false, false],
  ['0,1', false, false],
  // Names one, others are there.
  ['7', true, true],
  ['GPU-8932f937-d72c-4106-c12f-20bd9faed9f6', true, true],
])('CUDA_VISIBLE_DEVICES=%j, cards seen: %j: hides them: %j', (visible, cardsSeen, expected) =>
  expect(hidesCards(visible, cardsSeen)).toBe(expected),
);
