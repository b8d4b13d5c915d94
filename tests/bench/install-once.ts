import { join } from 'node:path';
import { unpackAhead } from '../../electron/engine/steps/unpack-ahead.ts';
import { createBackends } from '../../electron/engine/tools/backends.ts';
import { systemClock } from '../../electron/engine/tools/clock.ts';
import { createCommand } from '../../electron/engine/tools/command.ts';
import { createDisk } from '../../electron/engine/tools/disk.ts';
import { environmentPython } from '../../electron/engine/tools/environment-python.ts';
import { createEnvironments } from '../../electron/engine/tools/environments.ts';
import { createUnpacking } from '../../electron/engine/tools/unpacking.ts';
import { createWheels } from '../../electron/engine/tools/wheels.ts';

/**
 * Resolves, downloads and installs requirements into a staging folder as a repair does it, with cold
 * caches, and prints how many milliseconds each part took. Arguments: a folder, the environment, the
 * index (empty: the default one) and the requirements.
 */
const [, , folder = '', environment = '', indexUrl = '', ...requirements] = process.argv;
const { signal } = new AbortController();
const onLine = (): void => undefined;
const index = { indexUrl: indexUrl === '' ? null : indexUrl, extraIndexUrls: [], findLinks: null, offline: false };
const cacheFolder = join(folder, 'cache');
const command = createCommand();
const python = environmentPython(environment);
const { backend } = await createBackends({ command, cacheFolder, resourcesFolder: null }).choose({
  wanted: 'uv',
  python: async () => null,
  index,
  signal,
  onLine,
});
// The bundle has it in one file; from the sources it takes its time.
await import('undici');
const began = performance.now();
const request = {
  python,
  requirements,
  constraints: [],
  variantIndex: null,
  wheelLinks: [],
  fromSource: [],
  graph: false,
  index,
  signal,
  onLine,
};
const store = createWheels({ cacheFolder, clock: systemClock });
const pins = await backend.resolve({ ...request, onStart: () => store.prepare(request) });
const resolved = performance.now();
const disk = createDisk();
const ahead = await unpackAhead(
  {
    root: environment,
    signal,
    line: onLine,
    tools: {
      disk,
      environments: createEnvironments(),
      unpacking: createUnpacking({ cacheFolder, clock: systemClock, disk }),
      wheels: store,
    },
  },
  backend,
  { python, layers: new Map([['core', pins]]) },
);
const wheels = await store.fetch({
  pins,
  builder: null,
  variantIndex: null,
  index,
  signal,
  onLine,
  onProgress: () => undefined,
  onNote: () => undefined,
  onArrived: (sha256, news) => ahead?.arrived(sha256, news),
});
await ahead?.settled();
const fetched = performance.now();
const staging = join(folder, 'staging');
const scratch = ahead?.takeCache('core') ?? join(folder, 'scratch');
await backend.install({ environment, staging, scratch, wheels, signal, onLine, onInstalled: () => undefined });
const installed = performance.now();
process.stdout.write(
  `${JSON.stringify({ resolve: resolved - began, fetch: fetched - resolved, install: installed - fetched, ms: installed - began })}\n`,
);
process.exit();
