import type { Machine } from '../../../shared/machine.ts';

export interface Hardware {
  /** Never throws but Cancelled: what cannot be found is null or named in `gpuProblem`. Interpreters and free space are left empty here. */
  detect: (signal: AbortSignal) => Promise<Machine>;
}
