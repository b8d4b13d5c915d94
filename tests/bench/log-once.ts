import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createEventLog } from '../../electron/engine/event-log.ts';
import type { Engine } from '../../electron/engine/run-request.ts';
import { systemClock } from '../../electron/engine/tools/clock.ts';
import { createJournals } from '../../electron/engine/tools/journals.ts';
import { createRunLogs } from '../../electron/engine/tools/run-logs.ts';
import { startWebHost } from '../../electron/web-host.ts';
import { engineDouble } from '../support/engine-double.ts';
import { prepare } from '../support/prepared-answer.ts';
import { runStarted } from '../support/recorded-run.ts';

/**
 * A run that does nothing but print: the engine's own log of events, its journal and the local page,
 * without a repair around them. `log-once.ts FOLDER LINES A-SECOND`; begins with a line on stdin, and
 * tells its address, then how long it took.
 */
const [folder = '', lines = '0', aSecond = '1'] = process.argv.slice(2);
const run = 'bench';
const tickMs = 10;

const say = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value)}\n`);
};

await mkdir(folder, { recursive: true });
const runsFolder = join(folder, 'runs');
const journal = await createJournals({ folder: runsFolder }).open(run);
const listeners = new Set<Parameters<Engine['subscribe']>[0]>();
const log = createEventLog(run, systemClock, (events) => {
  void journal.append(events);
  for (const listen of listeners) listen(events);
});
const engine: Engine = {
  ...engineDouble([]),
  state: log.state,
  logs: createRunLogs({ runsFolder, storeFolder: join(folder, 'store') }),
  subscribe: (listen) => {
    listeners.add(listen);
    return () => listeners.delete(listen);
  },
};
const { answer } = await prepare(engine);
const host = await startWebHost({
  answer,
  engine,
  port: 0,
  pageFolder: join(import.meta.dirname, '../../dist/renderer'),
});
log.emit(runStarted({ environment: folder, journal: journal.path }));
say({ url: host.url });

const print = (): Promise<void> =>
  new Promise((resolve) => {
    const began = performance.now();
    let printed = 0;
    const timer = setInterval(() => {
      const due = Math.min(Number(lines), ((performance.now() - began) * Number(aSecond)) / 1000);
      for (; printed < due; printed += 1)
        log.line(
          null,
          'output',
          `Collecting package-${printed % 977} from the index, part ${printed} of a long download`,
        );
      if (printed < Number(lines)) return;
      clearInterval(timer);
      resolve();
    }, tickMs);
  });

for await (const _ of createInterface(process.stdin)) {
  const [began, before] = [performance.now(), process.cpuUsage()];
  await print();
  const { user, system } = process.cpuUsage(before);
  log.emit({ type: 'run-finished', outcome: { kind: 'nothing-to-do' }, ms: 1 });
  say({ ms: performance.now() - began, cpuMs: (user + system) / 1000 });
  break;
}
// The page is looked at until the other side has seen enough.
process.on('SIGTERM', () => process.exit(0));
setInterval(() => undefined, 60_000);
