import { lstat, mkdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunCommand } from '../../interfaces/command.ts';
import { errorCode } from '../error-code.ts';
import { makeFolders } from '../make-folders.ts';
import { ownPython } from '../own-python.ts';
import { asFailing } from '../work-folder.ts';

interface Staging {
  command: RunCommand;
  environment: string;
  /** Absent or empty. */
  staging: string;
  signal: AbortSignal;
}

/**
 * Has `fill` install into the staging folder with the environment's own interpreter, which has been
 * looked at right before, and takes out what the installers put there for themselves. Throws Failing
 * environment-creation-failed where the interpreter is not the environment's, disk-full,
 * permission-denied, and what `fill` throws; then the folder is left half filled.
 */
export const fillStaging = async (
  { command, environment, staging, signal }: Staging,
  fill: (python: string) => Promise<void>,
): Promise<void> => {
  const python = await ownPython(withoutBytecode(command), environment, signal);
  const link = await mirrorLib64(environment, staging).catch((error: unknown) => {
    throw asFailing(error, staging);
  });
  try {
    await fill(python);
  } finally {
    if (link !== null) await rm(link, { force: true });
    // uv's lock on the folder that it installs into; the environment has one of its own.
    await rm(join(staging, '.lock'), { force: true });
  }
};

/** A `.pth` file may import modules of the environment, and `-I` makes Python ignore PYTHONDONTWRITEBYTECODE. */
const withoutBytecode =
  (command: RunCommand): RunCommand =>
  (file, args, options) =>
    command(file, ['-B', ...args], options);

/**
 * Fedora and SUSE install extension modules into lib64, which in an environment is a link to lib.
 * With the same link here they come to lib as well; as a folder of its own, lib64 could not be moved
 * into the environment. Returns the link's path, null where the environment has none.
 */
const mirrorLib64 = async (environment: string, staging: string): Promise<string | null> => {
  await makeFolders(staging);
  if (!(await isLink(join(environment, 'lib64')))) return null;
  const link = join(staging, 'lib64');
  await mkdir(join(staging, 'lib'), { recursive: true });
  await symlink('lib', link);
  return link;
};

const isLink = async (path: string): Promise<boolean> => {
  try {
    return (await lstat(path)).isSymbolicLink();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
};
