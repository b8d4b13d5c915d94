import { join } from 'node:path';
import { appFolders } from './tools/app-folders.ts';
import { beginAudit, createAudit } from './tools/audit.ts';
import { createBackends } from './tools/backends.ts';
import { createBytecode } from './tools/bytecode.ts';
import { systemClock } from './tools/clock.ts';
import { createCommand } from './tools/command.ts';
import { createDisk } from './tools/disk.ts';
import { createEnvironments } from './tools/environments.ts';
import { explainIndex } from './tools/explain-index.ts';
import { findSources } from './tools/find-sources.ts';
import { createHardware } from './tools/hardware.ts';
import { createHolders } from './tools/holders.ts';
import { createJournals } from './tools/journals.ts';
import { createLauncher } from './tools/launcher.ts';
import { createLocks } from './tools/locks.ts';
import { createLogBundle } from './tools/log-bundle.ts';
import { createPackages } from './tools/packages.ts';
import { createProver } from './tools/prover.ts';
import { createPython } from './tools/python.ts';
import { createRunLogs } from './tools/run-logs.ts';
import { createTrash } from './tools/trash.ts';
import { createUnpacking } from './tools/unpacking.ts';
import { locateUv } from './tools/uv/locate.ts';
import { createWheels } from './tools/wheels.ts';
import type { Tools } from './tools.ts';

/**
 * The real tools, wired together. `resourcesFolder` is the packaged application's resources, where
 * a bundled uv lies; null in a checkout.
 */
export const createTools = ({ resourcesFolder }: { resourcesFolder: string | null }): Tools => {
  const folders = appFolders();
  const command = createCommand();
  const uvSearch = { command, cacheFolder: folders.cache, resourcesFolder };
  // A uv that is at hand knows of further Pythons; none is fetched only to ask it.
  const uvAtHand = async (signal: AbortSignal) =>
    (await locateUv({ ...uvSearch, pip: null, signal, onLine: () => undefined })).uv;
  const runsFolder = join(folders.data, 'runs');
  const environments = createEnvironments();
  const disk = createDisk();
  return {
    clock: systemClock,
    command,
    hardware: createHardware(command),
    python: createPython({
      command,
      uvPath: async (signal) => (await uvAtHand(signal))?.path ?? null,
    }),
    prover: createProver(command),
    backends: createBackends(uvSearch),
    environments,
    packages: createPackages(),
    audit: createAudit(),
    beginAudit,
    bytecode: createBytecode({ cacheFolder: folders.cache, clock: systemClock }),
    wheels: createWheels({ cacheFolder: folders.cache, clock: systemClock }),
    unpacking: createUnpacking({ cacheFolder: folders.cache, clock: systemClock, disk }),
    explainIndex,
    findSources,
    trash: createTrash(command),
    holders: createHolders({ command, clock: systemClock }),
    launcher: createLauncher(command),
    locks: createLocks(),
    journals: createJournals({ folder: runsFolder }),
    logBundle: createLogBundle({
      runsFolder,
      logFolder: folders.log,
      clock: systemClock,
      uvVersion: async (signal) => (await uvAtHand(signal))?.version ?? null,
    }),
    runLogs: createRunLogs({ runsFolder, storeFolder: join(folders.cache, 'log-view') }),
    disk,
    cacheFolder: folders.cache,
  };
};
