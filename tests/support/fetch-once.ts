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
say({ stored, maxRssBytes: process.resourceUsage().maxRSS * 1024 });
