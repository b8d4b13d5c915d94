import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Makers by their PCI vendor id. */
const makers = new Map([
  ['0x10de', 'nvidia'],
  ['0x1002', 'amd'],
  ['0x8086', 'intel'],
] as const);

export type Maker = 'nvidia' | 'amd' | 'intel';

/**
 * Makers of the display adapters on Linux's PCI bus, also of those that no driver is loaded for.
 * Class 0x03…: display controller. Empty where the bus cannot be seen (WSL, some containers).
 */
export const findDisplayAdapters = async (root: string): Promise<Set<Maker>> => {
  const devices = join(root, 'sys/bus/pci/devices');
  const names = await readdir(devices).catch(() => []);
  const read = async (name: string, file: string) =>
    (await readFile(join(devices, name, file), 'utf8').catch(() => '')).trim();
  const found = await Promise.all(
    names.map(async (name) => {
      const [kind, vendor] = await Promise.all([read(name, 'class'), read(name, 'vendor')]);
      return kind.startsWith('0x03') ? [...makers].find(([id]) => id === vendor)?.[1] : undefined;
    }),
  );
  return new Set(found.flatMap((maker) => maker ?? []));
};
