import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Makers by their PCI vendor id. */
const makers = new Map([
  ['0x10de', 'nvidia'],
  ['0x1002', 'amd'],
  ['0x8086', 'intel'],
] as const);

/** A display adapter, also one that no driver is loaded for; `name` for people. */
export interface Adapter {
  maker: 'nvidia' | 'amd' | 'intel';
  name: string;
}

/**
 * The display adapters on Linux's PCI bus. Class 0x03…: display controller. Empty where the bus
 * cannot be seen (WSL, some containers).
 */
export const findDisplayAdapters = async (root: string): Promise<Adapter[]> => {
  const devices = join(root, 'sys/bus/pci/devices');
  const names = await readdir(devices).catch(() => []);
  const read = async (name: string, file: string) =>
    (await readFile(join(devices, name, file), 'utf8').catch(() => '')).trim();
  const found = await Promise.all(
    names.sort().map(async (name): Promise<Adapter[]> => {
      const [kind, vendor, device] = await Promise.all([
        read(name, 'class'),
        read(name, 'vendor'),
        read(name, 'device'),
      ]);
      const maker = kind.startsWith('0x03') ? [...makers].find(([id]) => id === vendor)?.[1] : undefined;
      return maker === undefined ? [] : [{ maker, name: nameOf(maker, device) }];
    }),
  );
  return found.flat();
};

/**
 * Intel's cards, on which PyTorch computes, apart from the graphics in its processors: 0x56… is
 * Alchemist, 0xe2… Battlemage. Source: the kernel's include/drm/intel/pciids.h.
 */
const nameOf = (maker: Adapter['maker'], device: string): string => {
  if (maker === 'intel') return /^0x(?:56[9abc]|e2[012])/.test(device) ? 'Intel Arc' : 'Intel graphics';
  return maker === 'amd' ? 'AMD graphics' : 'NVIDIA graphics';
};
