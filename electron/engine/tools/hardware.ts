import { arch, availableParallelism, cpus, totalmem } from 'node:os';
import { type Gpu, idleAmd } from '../../../shared/machine.ts';
import type { Platform } from '../../../shared/manifest.ts';
import type { RunCommand } from '../interfaces/command.ts';
import type { Hardware } from '../interfaces/hardware.ts';
import { findAmd } from './hardware/amd.ts';
import { type Adapter, findDisplayAdapters } from './hardware/display-adapters.ts';
import { findNvidia } from './hardware/nvidia.ts';
import { findSystemName } from './hardware/system-name.ts';
import { findWindowsAdapters } from './hardware/windows-adapters.ts';

/** What a test changes to look at another computer than its own. */
interface HardwareOptions {
  platform?: Platform;
  architecture?: string;
  /** Root of the file system that /sys, /proc and /etc are read from. */
  root?: string;
  /** Changes to the environment that programs are looked up and run in. */
  env?: Record<string, string | undefined>;
  timeLimitMs?: number;
}

const platformHere: Platform =
  process.platform === 'win32' || process.platform === 'darwin' ? process.platform : 'linux';

/** Looks at everything at once; a computer without an NVIDIA driver is known within milliseconds. */
export const createHardware = (
  command: RunCommand,
  { platform = platformHere, architecture = arch(), root = '/', env = {}, timeLimitMs = 8000 }: HardwareOptions = {},
): Hardware => ({
  detect: async (signal) => {
    const [system, nvidia, amd, adapters] = await Promise.all([
      findSystemName(platform, root),
      findNvidia({ command, platform, root, env, timeLimitMs, signal }),
      platform === 'linux' ? findAmd(root) : [],
      adaptersOf({ command, platform, root, env, timeLimitMs, signal }),
    ]);
    const radeons = platform === 'win32' ? named(adapters, 'amd') : amd;
    const computing = [...nvidia.gpus, ...radeons, ...appleGpu(platform, architecture)];
    return {
      platform,
      architecture,
      system,
      cpus: availableParallelism(),
      memoryBytes: totalmem(),
      // A laptop's Intel graphics must not win over its NVIDIA card.
      gpus: computing.length === 0 ? named(adapters, 'intel') : computing,
      gpuProblem:
        nvidia.problem ??
        (nvidia.gpus.length === 0 ? idleNvidia(adapters, platform) : null) ??
        (computing.length === 0 && adapters.some(({ maker }) => maker === 'amd') ? idleAmd : null),
      interpreters: [],
      freeBytes: { environment: null, cache: null },
    };
  },
});

const adaptersOf = ({ platform, root, ...look }: AdapterLook): Promise<Adapter[]> => {
  switch (platform) {
    case 'linux':
      return findDisplayAdapters(root);
    case 'win32':
      return findWindowsAdapters(look);
    case 'darwin':
      return Promise.resolve([]);
  }
};

type AdapterLook = Parameters<typeof findWindowsAdapters>[0] & { platform: Platform; root: string };

const named = (adapters: readonly Adapter[], vendor: 'amd' | 'intel'): Gpu[] =>
  adapters
    .filter(({ maker }) => maker === vendor)
    .map(({ name }) => ({ vendor, name, capability: null, memoryBytes: null, driver: null }));

/** Apple silicon has a GPU in the processor, which shares its memory. */
const appleGpu = (platform: Platform, architecture: string): Gpu[] =>
  platform === 'darwin' && architecture === 'arm64'
    ? [
        {
          vendor: 'apple',
          name: cpus()[0]?.model ?? 'Apple silicon',
          capability: null,
          memoryBytes: totalmem(),
          driver: null,
        },
      ]
    : [];

/**
 * An NVIDIA card that nothing can be computed on, because its driver is missing: it is what PyTorch
 * is wanted for, whatever other graphics there is. The registry goes on listing a card that was taken out.
 */
const idleNvidia = (adapters: readonly Adapter[], platform: Platform): string | null => {
  const card = adapters.find(({ maker }) => maker === 'nvidia');
  if (card === undefined) return null;
  return platform === 'win32'
    ? `Windows lists ${card.name}, but it was taken out or its driver is not installed or not loaded`
    : 'There is an NVIDIA GPU, but its driver is not installed or not loaded';
};
