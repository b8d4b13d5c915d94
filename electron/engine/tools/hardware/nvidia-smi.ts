import type { Gpu } from '../../../../shared/machine.ts';

/** What is asked of nvidia-smi. `compute_cap` is unknown to drivers before 510: they are asked again without it. */
export const smiFields = ['name', 'driver_version', 'memory.total', 'compute_cap'] as const;

export type SmiField = (typeof smiFields)[number];

export const smiArguments = (fields: readonly SmiField[]): string[] => [
  `--query-gpu=${fields.join(',')}`,
  '--format=csv,noheader',
];

/** True where the driver refused the query for a field that it does not know. */
export const isUnknownField = (output: string): boolean => /is not a valid field to query/i.test(output);

/**
 * Reads every line of nvidia-smi's CSV: pure. Lines that are no card (a lost GPU, a warning about
 * its infoROM, "NVIDIA-SMI has failed because…") come back as `remarks`.
 */
export const parseNvidiaSmi = (output: string, fields: readonly SmiField[]): { gpus: Gpu[]; remarks: string[] } => {
  const lines = output
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const cards = lines.map((line) => ({ line, gpu: parseCard(line, fields) }));
  return {
    gpus: cards.flatMap(({ gpu }) => gpu ?? []),
    remarks: cards.filter(({ gpu }) => gpu === null).map(({ line }) => line),
  };
};

/** The name comes first and is all that the other fields leave, should one ever hold a comma. */
const parseCard = (line: string, fields: readonly SmiField[]): Gpu | null => {
  const cells = line.split(/,\s*/);
  const others = cells.splice(cells.length - (fields.length - 1));
  const cell = (field: SmiField): string => others[fields.indexOf(field) - 1] ?? '';
  const driver = cell('driver_version');
  const name = cells.join(', ');
  if (name === '' || !/^\d+(?:\.\d+)+$/.test(driver)) return null;
  return {
    vendor: 'nvidia',
    name,
    driver,
    capability: capability(cell('compute_cap')),
    memoryBytes: memory(cell('memory.total')),
  };
};

/** "[N/A]", "[Not Supported]" and "[Unknown Error]" stand where a card or a virtual GPU does not tell. */
const capability = (text: string): number | null => (/^\d+\.\d+$/.test(text) ? Number(text) : null);

const memory = (text: string): number | null => {
  const mebibytes = /^(\d+) MiB$/.exec(text)?.[1];
  return mebibytes === undefined ? null : Number(mebibytes) * 1024 * 1024;
};
