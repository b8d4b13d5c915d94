import type { Platform } from '../../shared/manifest.ts';

/** What a CUDA build of PyTorch asks of a computer. */
export interface CudaBuild {
  /** Least driver, by system. */
  driver: Readonly<Record<Exclude<Platform, 'darwin'>, string>>;
  /** Capabilities that it has machine code for. */
  kernels: readonly number[];
}

const classic = [5.0, 6.0, 7.0, 7.5, 8.0, 8.6, 9.0];
const withBlackwell = [7.5, 8.0, 8.6, 9.0, 10.0, 12.0];

/** Least drivers of CUDA 11, 12 and 13 for their minor versions. Source: NVIDIA, "CUDA Compatibility", table 1. */
const cuda11 = { linux: '450.80.02', win32: '452.39' };
const cuda12 = { linux: '525.60.13', win32: '528.33' };
const cuda13 = { linux: '580.65.06', win32: '580.88' };

/**
 * Kernels are what `torch.cuda.get_arch_list()` says of the release builds for x86-64. Source:
 * PyTorch's .ci/manywheel/build_cuda.sh; measured lists in pytorch#182250 and pytorch#147607.
 */
const builds: ReadonlyMap<string, CudaBuild> = new Map([
  ['cu118', { driver: cuda11, kernels: [3.7, ...classic] }],
  ...['cu120', 'cu121', 'cu124', 'cu126'].map((id) => [id, { driver: cuda12, kernels: classic }] as const),
  ...['cu128', 'cu129'].map((id) => [id, { driver: cuda12, kernels: withBlackwell }] as const),
  ...['cu130', 'cu132'].map((id) => [id, { driver: cuda13, kernels: withBlackwell }] as const),
]);

/** CUDA builds in the order of their age. */
export const cudaIds: readonly string[] = [...builds.keys()];

/**
 * The build `id` of this torch; null for an id that is no known CUDA build. Between 2.8 and 2.10 the
 * builds for CUDA 12.8 and 12.9 had kernels for Volta (7.0) as well: 2.7 on Linux has none
 * (pytorch#147607), 2.11 has none again (pytorch#172352). A torch that is not told is taken to have none.
 */
export const cudaBuild = (id: string, torch: string | null): CudaBuild | null => {
  const build = builds.get(id) ?? null;
  const minor = Number(/^2\.(\d+)\./.exec(torch ?? '')?.[1]);
  const hasVolta = (id === 'cu128' || id === 'cu129') && minor >= 8 && minor <= 10;
  return build !== null && hasVolta ? { ...build, kernels: [7.0, ...build.kernels] } : build;
};

/**
 * Machine code runs on cards of the same major capability and the same or a higher minor one: that
 * of 8.6 on an 8.9, that of 12.0 on a 12.1, never that of 9.0 on a 10.0. Source: NVIDIA, "CUDA C++
 * Programming Guide", binary compatibility.
 */
export const hasKernels = (kernels: readonly number[], capability: number): boolean =>
  kernels.some((one) => Math.floor(one) === Math.floor(capability) && one <= capability);

/** Whether dotted version `a`, such as 525.60.13, is not before `b`. */
export const isDriverAtLeast = (a: string, b: string): boolean => {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  for (let at = 0; at < 3; at += 1) {
    const difference = (left?.[at] ?? 0) - (right?.[at] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
};
