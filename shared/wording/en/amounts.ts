import { pluralIn } from '../plural.ts';

const plural = pluralIn('en');

/** Numbers come as they are to be shown. */
export const amounts = {
  decimalMark: '.',
  /** 1.2 of 2.9 GB, 2 of 3 packages. */
  of: (part: string, whole: string): string => `${part} of ${whole}`,
  seconds: (count: string): string => `${count} s`,
  minutes: (count: string): string => `${count} min`,
  hours: (count: string): string => `${count} h`,
  /** A longer and a shorter unit: 2 min 48 s. */
  together: (long: string, short: string): string => `${long} ${short}`,
  packages: (count: number): string => plural(count, { one: `${count} package`, other: `${count} packages` }),
  cores: (count: number): string => plural(count, { one: `${count} core`, other: `${count} cores` }),
  others: (count: number): string => plural(count, { one: `${count} other`, other: `${count} others` }),
  attempt: (attempt: number, of: number): string => `attempt ${attempt} of ${of}`,
  /** What a step counts, after the count. */
  units: { packages: 'packages', files: 'files', checks: 'checks' },
  checkingFiles: (percent: string, amount: string): string => `Checking installed files … ${percent} %, ${amount}`,
};
