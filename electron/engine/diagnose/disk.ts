import type { Finding } from '../../../shared/finding.ts';
import type { Machine } from '../../../shared/machine.ts';

/**
 * Below this a repair of more than a small package is likely to stop for want of space: NumPy takes
 * 90 MB unpacked while the old one is still in the trash, and the pip or uv cache as much again.
 */
const enoughBytes = 1024 ** 3;

/** Said before it stops a repair; how much a repair needs exactly is known after the resolution. */
export const diskFindings = ({ root, machine }: { root: string; machine: Machine }): Finding[] => {
  const freeBytes = machine.freeBytes.environment;
  if (freeBytes === null || freeBytes >= enoughBytes) return [];
  return [{ code: 'disk-low', path: root, freeBytes, wantedBytes: enoughBytes }];
};
