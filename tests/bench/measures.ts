import { measureAudit } from './audit.bench.ts';
import { measureDownload } from './download.bench.ts';
import { measureFirstInstall } from './first-install.bench.ts';
import { measureInstall } from './install.bench.ts';
import { measureLog } from './log.bench.ts';
import { measureMend } from './mend.bench.ts';
import { measureMoveAside } from './move-aside.bench.ts';
import { measureNothing } from './nothing.bench.ts';
import { measureRemove } from './remove.bench.ts';
import type { Measure, Row } from './row.ts';
import { measureStart } from './start.bench.ts';
import { measureStartCli } from './start-cli.bench.ts';

/**
 * In the order of the table. The deletions come last: what they leave to the disk would meet what follows.
 * The install from this computer's index comes first, as a disk that has much to write decides its time else.
 */
export const measures: Readonly<Record<string, Measure>> = {
  install: measureInstall,
  nothing: measureNothing,
  'first-install': measureFirstInstall,
  mend: measureMend,
  audit: measureAudit,
  'move-aside': measureMoveAside,
  download: measureDownload,
  log: measureLog,
  start: measureStart,
  'start-cli': measureStartCli,
  remove: measureRemove,
};

/** Rows of the measures that are named, of all where none is. Throws for a name that there is not. */
export const measureAll = async (names: readonly string[], say: (line: string) => void): Promise<Row[]> => {
  const unknown = names.filter((name) => !Object.hasOwn(measures, name));
  if (unknown.length > 0)
    throw new Error(`there is no ${unknown.join(', ')}; there are ${Object.keys(measures).join(', ')}`);
  const rows: Row[] = [];
  for (const [name, measure] of Object.entries(measures)) {
    if (names.length > 0 && !names.includes(name)) continue;
    const began = performance.now();
    rows.push(...(await measure(say)));
    say(`${name}: measured in ${Math.round((performance.now() - began) / 1000)} s`);
  }
  return rows;
};
