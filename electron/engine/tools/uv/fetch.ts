import { existsSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Failing } from '../../failing.ts';
import type { RunCommand } from '../../interfaces/command.ts';
import type { IndexOptions } from '../../interfaces/indexes.ts';
import { errorCode } from '../error-code.ts';
import { failureReason } from '../failure-reason.ts';
import { type IndexChoice, readIndexChoice } from '../index-choice.ts';
import { runPip } from '../pip/run.ts';
import { uvRequirement } from '../uv-pin.ts';
import { asFailing, makeWorkFolder, removeWorkFolder } from '../work-folder.ts';

interface UvFetch {
  command: RunCommand;
  /** Interpreter whose pip is used. */
  python: string;
  index: IndexOptions;
  cacheFolder: string;
  /** Folder that uv will be in. */
  target: string;
  signal: AbortSignal;
  onLine: (line: string) => void;
}

/**
 * Has the user's own pip fetch the pinned uv, from the run's index or else the user's own, with the
 * user's proxy and certificates, and checks its hash. Offline only folders of wheels are looked at. `target` is there complete or not at all: whoever comes second finds it there.
 * One attempt; returns why it failed, null where it did not.
 */
export const fetchUv = async ({
  command,
  python,
  index,
  cacheFolder,
  target,
  signal,
  onLine,
}: UvFetch): Promise<string | null> => {
  const choice = withoutNetwork(await readIndexChoice(index, null, onLine));
  if (choice.offline && choice.findLinks.length === 0)
    return 'there is no network wanted (--offline) and no uv is here';
  const wasThere = existsSync(target);
  let folder: string | null = null;
  try {
    folder = await makeWorkFolder(dirname(target), `${basename(target)}.`);
    const requirements = join(folder, 'requirements.txt');
    const complete = join(folder, 'uv');
    await writeFile(requirements, uvRequirement());
    await runPip(
      { command, cacheFolder },
      python,
      [
        'install',
        '--target',
        complete,
        '--no-deps',
        '--only-binary',
        ':all:',
        '--require-hashes',
        '--no-compile',
        '-r',
        requirements,
      ],
      {
        choice,
        signal,
        onLine,
        path: folder,
        otherwise: ({ exitCode, tail }) => ({ code: 'command-failed', command: 'pip', exitCode, detail: tail }),
      },
    );
    await moveIntoPlace(complete, target, wasThere ? join(folder, 'broken') : null);
    return null;
  } catch (error) {
    const cause = asFailing(error, dirname(target));
    if (cause instanceof Failing) return failureReason(cause.failure);
    throw cause;
  } finally {
    if (folder !== null) await removeWorkFolder(folder);
  }
};

/** pip goes to a page of links even where it is to ask no index. */
const withoutNetwork = (choice: IndexChoice): IndexChoice =>
  choice.offline ? { ...choice, findLinks: choice.findLinks.filter((link) => !/^https?:/i.test(link)) } : choice;

/** One that was there before the fetch does not start; one that came meanwhile is another process's, and good. */
const moveIntoPlace = async (complete: string, target: string, broken: string | null): Promise<void> => {
  if (broken !== null) {
    await rename(target, broken).catch((error: unknown) => {
      if (errorCode(error) !== 'ENOENT') throw error;
    });
  }
  try {
    await rename(complete, target);
  } catch (error) {
    if (!existsSync(target)) throw error;
  }
};
