import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Gpu } from '../../../../shared/machine.ts';

/**
 * AMD GPUs that Linux can compute on, from the topology of the kernel's driver (KFD): no ROCm and
 * no program is needed for that. A node without SIMD units is a processor.
 */
export const findAmd = async (root: string): Promise<Gpu[]> => {
  const nodes = join(root, 'sys/class/kfd/kfd/topology/nodes');
  const names = await readdir(nodes).catch(() => []);
  const found = await Promise.all(
    names.sort((a, b) => Number(a) - Number(b)).map((name) => readNode(join(nodes, name), root)),
  );
  return found.flatMap((gpu) => gpu ?? []);
};

const readNode = async (node: string, root: string): Promise<Gpu | null> => {
  const properties = await readProperties(join(node, 'properties'));
  const target = properties.get('gfx_target_version') ?? 0;
  if ((properties.get('simd_count') ?? 0) === 0 || target === 0) return null;
  const driver = (await readFile(join(root, 'sys/module/amdgpu/version'), 'utf8').catch(() => '')).trim();
  return {
    vendor: 'amd',
    name: `AMD ${gfxName(target)}`,
    capability: null,
    memoryBytes: await memoryOf(node),
    driver: driver || null,
  };
};

/** 90010 → gfx90a: the last part is written in hexadecimal. Source: the kernel's kfd_topology.c and LLVM's list of AMDGPU targets. */
const gfxName = (target: number): string =>
  `gfx${Math.floor(target / 10_000)}${(Math.floor(target / 100) % 100).toString(16)}${(target % 100).toString(16)}`;

/** Heaps 1 and 2 are the card's own memory, seen by the processor or not. */
const memoryOf = async (node: string): Promise<number | null> => {
  const banks = join(node, 'mem_banks');
  const names = await readdir(banks).catch(() => []);
  const all = await Promise.all(names.map((name) => readProperties(join(banks, name, 'properties'))));
  const own = all
    .filter((bank) => [1, 2].includes(bank.get('heap_type') ?? 0))
    .map((bank) => bank.get('size_in_bytes') ?? 0);
  return own.length === 0 ? null : own.reduce((sum, size) => sum + size, 0);
};

const readProperties = async (path: string): Promise<Map<string, number>> => {
  const text = await readFile(path, 'utf8').catch(() => '');
  return new Map([...text.matchAll(/^(\w+) (\d+)$/gm)].map(([, key = '', value]) => [key, Number(value)]));
};
