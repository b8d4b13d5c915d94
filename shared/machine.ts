import { z } from 'zod';
import { platformSchema } from './manifest.ts';

/** What was found about the computer. Sizes in bytes, versions as their makers write them. */
export const gpuSchema = z.object({
  vendor: z.enum(['nvidia', 'amd', 'intel', 'apple']),
  name: z.string(),
  /** CUDA compute capability such as 8.9; null where it is unknown or has none. */
  capability: z.number().nullable(),
  memoryBytes: z.number().int().nullable(),
  driver: z.string().nullable(),
});

export const interpreterSchema = z.object({
  path: z.string(),
  /** Full version, such as 3.11.7. */
  version: z.string(),
  /** Platform tag as sysconfig gives it, such as linux-x86_64. */
  platform: z.string(),
  /** True where `venv` and `ensurepip` are there, so that the pip backend can make an environment. */
  canMakeEnvironments: z.boolean(),
});

export const machineSchema = z.object({
  platform: platformSchema,
  architecture: z.string(),
  /** For people: Debian GNU/Linux 12, Windows 11 Pro 26100, macOS 15.1. */
  system: z.string(),
  cpus: z.number().int(),
  memoryBytes: z.number().int(),
  gpus: z.array(gpuSchema),
  /** Why there is nothing to say about a GPU although one may be there; null when all went well. */
  gpuProblem: z.string().nullable(),
  interpreters: z.array(interpreterSchema),
  /** Free bytes on the volumes that a run writes to; null where it could not be read. */
  freeBytes: z.object({ environment: z.number().nullable(), cache: z.number().nullable() }),
});

/** What `gpuProblem` says of an AMD card that PyTorch could use with its driver, which no NVIDIA build could. */
export const idleAmd = 'There is an AMD GPU, but the driver to compute on it (KFD) is not loaded';

export type Gpu = z.infer<typeof gpuSchema>;
export type Interpreter = z.infer<typeof interpreterSchema>;
export type Machine = z.infer<typeof machineSchema>;
