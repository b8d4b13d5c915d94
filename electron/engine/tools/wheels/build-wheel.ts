import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compare, valid } from '@renovatebot/pep440';
import { Failing, throwIfCancelled } from '../../failing.ts';
import type { WheelBuilder } from '../../interfaces/wheels.ts';
import { hashWhole } from '../wheelhouse/hash-threads.ts';
import type { StoredWheel, WantedWheel } from '../wheelhouse/wheel.ts';
import { readWheelName } from '../wheelhouse/wheel-name.ts';
import type { Wheelhouse } from '../wheelhouse.ts';
import { withWorkFolder } from '../work-folder.ts';

export interface Building {
  wheelhouse: Wheelhouse;
  builder: WheelBuilder;
  cacheFolder: string;
  /** Brings a file of this computer into the wheelhouse. */
  keep: (wheel: WantedWheel) => Promise<StoredWheel>;
  signal: AbortSignal;
}

/**
 * Has a source archive's wheel built and keeps it in the wheelhouse under its own hash, so that the
 * same archive is not built for the same Python again. Throws Failing build-failed, also where the
 * wheel is none of this package and version, and Cancelled.
 */
export const buildWheel = (
  source: StoredWheel,
  { wheelhouse, builder, cacheFolder, keep, signal }: Building,
): Promise<StoredWheel> =>
  withWorkFolder(cacheFolder, async (folder) => {
    await builder.build(source, folder);
    const filename = await builtIn(folder, source, builder.tool);
    const path = join(folder, filename);
    const { size } = await lstat(path);
    const sha256 = await hashWhole(wheelhouse.threads, path, size, signal);
    throwIfCancelled(signal);
    const { name, version } = source;
    const wheel = await keep({ name, version, filename, url: pathToFileURL(path).href, sha256, bytes: size });
    await wheelhouse.rememberBuilt(source, builder.tag, wheel);
    return wheel;
  });

/** The file name of the wheel in a folder, once it is one of what was to be built. */
const builtIn = async (folder: string, { name, version }: StoredWheel, tool: string): Promise<string> => {
  const failed = (reason: string): Failing =>
    new Failing({ code: 'build-failed', package: name, version, tool, exitCode: null, detail: [reason] });
  const wheels = (await readdir(folder, { withFileTypes: true })).filter((entry) => /\.whl$/i.test(entry.name));
  const [wheel] = wheels;
  if (wheel === undefined || wheels.length > 1) throw failed(`it made ${wheels.length} wheels instead of one`);
  const made = readWheelName(wheel.name);
  const isWanted =
    made?.name === name &&
    valid(made.version) !== null &&
    valid(version) !== null &&
    compare(made.version, version) === 0;
  if (!wheel.isFile() || !isWanted) throw failed(`it made ${wheel.name} instead of a wheel of ${name} ${version}`);
  return wheel.name;
};
