import type { BuildChoice } from '../plan.ts';
import { texts } from './catalogue.ts';
import { commas, ended, sentences } from './sentences.ts';

/** Names of builds and versions as a person would say them. */

/** cu124 → CUDA 12.4, rocm6.2 → ROCm 6.2, cpu → CPU; an id that is not known stays as it is. */
export const wordAccelerator = (id: string): string => {
  const cuda = /^cu(\d+)(\d)$/.exec(id);
  if (cuda !== null) return `CUDA ${cuda[1]}.${cuda[2]}`;
  const rocm = /^rocm([\d.]+)$/.exec(id);
  if (rocm !== null) return `ROCm ${rocm[1]}`;
  const names: ReadonlyMap<string, string> = new Map([
    ['cpu', 'CPU'],
    ['mps', texts().builds.appleGpu],
    ['xpu', texts().builds.intelGpu],
  ]);
  return names.get(id) ?? id;
};

/** CUDA 12.4. And why. */
export const wordBuildChoice = ({ id, reason }: BuildChoice): string => sentences([ended(wordAccelerator(id)), reason]);

/** >=3.10,<3.14 → "3.10 or newer, below 3.14"; specifiers of other kinds stay as they are. */
export const wordVersions = (specifiers: string): string => {
  const said = texts().builds;
  return commas(
    specifiers
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== '')
      .map((one) => {
        const [, operator, version = ''] = /^(>=|<=|==|<|>)\s*([0-9][0-9.]*)$/.exec(one) ?? [];
        switch (operator) {
          case '>=':
            return said.orNewer(version);
          case '<=':
            return said.orOlder(version);
          case '<':
            return said.below(version);
          case '>':
            return said.above(version);
          case '==':
            return version;
          default:
            return one;
        }
      }),
  );
};
