import { readFile } from 'node:fs/promises';
import { systemClock } from '../../electron/engine/tools/clock.ts';
import { fetchWheels } from '../../electron/engine/tools/downloads.ts';
import { createHttp } from '../../electron/engine/tools/http.ts';
import { noIndex } from '../../electron/engine/tools/index-choice.ts';
import type { WantedWheel } from '../../electron/engine/tools/wheelhouse/wheel.ts';
import { createWheelhouse } from '../../electron/engine/tools/wheelhouse.ts';

/**
 * Downloads wheels, as a program of its own that can be killed or measured: its arguments are the
 * wheelhouse's folder and the wheels in JSON. Prints a line of JSON for each progress and note, and
 * what it has in the end with the memory that it took.
 */
const [, , folder = '', wheels = '[]'] = process.argv;
const say = (line: object): void => {
  process.stdout.write(`${JSON.stringify(line)}\n`);
};
const http = await createHttp(noIndex);
const stored = await fetchWheels({
  wheelhouse: createWheelhouse({ folder }),
  http,
  wheels: JSON.parse(wheels) as WantedWheel[],
  offline: false,
  signal: new AbortController().signal,
  clock: systemClock,
  onProgress: (progress) => say({ progress }),
  onNote: (note) => say({ note }),
});
await http.close();

/**
 * The most memory that this program had. On Linux not by getrusage, which counts what its parent had
 * when it was started, too.
 */
const maxRssBytes = async (): Promise<number> => {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024;
  const kib = /^VmHWM:\s+(\d+) kB$/m.exec(await readFile('/proc/self/status', 'utf8'))?.[1];
  if (kib === undefined) throw new Error('the system does not tell the memory of a process');
  return Number(kib) * 1024;
};
say({ stored, maxRssBytes: await maxRssBytes() });
