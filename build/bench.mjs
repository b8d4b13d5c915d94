// @ts-check
import { ensureBuilt } from './bundle.mjs';

/**
 * Measures the audit, the downloads, an installation, a chatty run's log, the deletion of trees and the window's
 * start against their targets, and exits with 1 where one is missed; `npm run bench -- download` measures only that. Not part of
 * the tests: it wants the machine to itself.
 */
await ensureBuilt();
const { measureAudit } = await import('../tests/bench/audit.bench.ts');
const { measureDownload } = await import('../tests/bench/download.bench.ts');
const { measureInstall } = await import('../tests/bench/install.bench.ts');
const { measureLog } = await import('../tests/bench/log.bench.ts');
const { measureRemove } = await import('../tests/bench/remove.bench.ts');
const { measureStart } = await import('../tests/bench/start.bench.ts');

/** @type {Record<string, (say: (line: string) => void) => Promise<boolean>>} */
const measures = {
  audit: measureAudit,
  download: measureDownload,
  install: measureInstall,
  log: measureLog,
  remove: measureRemove,
  start: measureStart,
};
const wanted = process.argv.slice(2);
for (const [name, measure] of Object.entries(measures)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  if (!(await measure((line) => process.stdout.write(`${line}\n`)))) process.exitCode = 1;
}
