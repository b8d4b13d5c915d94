import type { Gpu, Machine } from '../../shared/machine.ts';

/** A machine as data, for pure tests; the double of what hardware detection answers. */
export const machine = (gpus: Partial<Gpu>[] = [], more: Partial<Machine> = {}): Machine => ({
  platform: 'linux',
  architecture: 'x64',
  system: 'Debian GNU/Linux 12',
  cpus: 8,
  memoryBytes: 32e9,
  gpus: gpus.map((gpu) => ({
    vendor: 'nvidia',
    name: 'GPU',
    capability: null,
    memoryBytes: null,
    driver: null,
    ...gpu,
  })),
  gpuProblem: null,
  interpreters: [],
  freeBytes: { environment: null, cache: null },
  ...more,
});
