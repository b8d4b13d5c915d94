import type { amounts as english } from '../en/amounts.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('de');

export const amounts: typeof english = {
  decimalMark: ',',
  of: (part, whole) => `${part} von ${whole}`,
  seconds: (count) => `${count} s`,
  minutes: (count) => `${count} min`,
  hours: (count) => `${count} h`,
  together: (long, short) => `${long} ${short}`,
  packages: (count) => plural(count, { one: `${count} Paket`, other: `${count} Pakete` }),
  cores: (count) => plural(count, { one: `${count} Kern`, other: `${count} Kerne` }),
  others: (count) => plural(count, { one: `${count} weiteres`, other: `${count} weitere` }),
  attempt: (attempt, of) => `Versuch ${attempt} von ${of}`,
  units: { packages: 'Paketen', files: 'Dateien', checks: 'Prüfungen' },
  checkingFiles: (percent, amount) => `Installierte Dateien werden geprüft … ${percent} %, ${amount}`,
};
