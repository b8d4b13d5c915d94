import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Cancelled, Failing } from '../../../electron/engine/failing.ts';
import type { CommandResult } from '../../../electron/engine/interfaces/command.ts';
import type { LeftInTrash, PutBack } from '../../../electron/engine/interfaces/trash.ts';
import { createCommand } from '../../../electron/engine/tools/command.ts';
import { type Remaining, removeTree } from '../../../electron/engine/tools/remove-tree.ts';
import { createTrash } from '../../../electron/engine/tools/trash.ts';
import { writeAtomically } from '../../../electron/engine/tools/write-atomically.ts';
import type { Failure } from '../../../shared/failure.ts';
import { refuseFolderRename } from './folder-rename-double.ts';

/**
 * What the tests have the product's own code do under Windows' rules. Bundled into one file that
 * Node for Windows runs: CALL INPUT OUTPUT, the last two JSON files. Every call is a process of its
 * own, as every start of the product is. Paths are Windows'.
 */
const signal = new AbortController().signal;
const trash = createTrash();
const run = 'run-1';

/** What a call that changes an environment came to. */
export interface Change {
  /** null where all of it was done. */
  failure: Failure | null;
  /** null where nothing had to be put back. */
  putBack: PutBack | null;
}

interface ChangeRequest {
  root: string;
  /** What is replaced. */
  paths: readonly string[];
  /** What comes in its place: paths relative to the root, with their text. */
  placed: Readonly<Record<string, string>>;
  /** A held file or folder: what is above it cannot be renamed (folder-rename-double.ts). */
  held: string | null;
}

interface CommandRequest {
  file: string;
  args: readonly string[];
  cwd?: string;
}

/** As a repair does it; a failure puts back. */
const replace = async ({ root, paths, placed, held }: ChangeRequest): Promise<void> => {
  if (held !== null) refuseFolderRename(held);
  await trash.begin({ root, run, at: 1 });
  const staging = await trash.stagingFolder(root, run);
  for (const [path, text] of Object.entries(placed)) {
    await mkdir(dirname(join(staging, path)), { recursive: true });
    await writeFile(join(staging, path), text);
  }
  await trash.moveAside({ root, paths, run, signal });
  await trash.place({ root, staging, run, signal });
};

const calls = {
  remove: ({ root, path }: { root: string; path: string }): Promise<Remaining[]> => removeTree({ root, path, signal }),

  mend: async (request: ChangeRequest): Promise<Change> => {
    try {
      await replace(request);
      await trash.commit(request.root, run);
      return { failure: null, putBack: null };
    } catch (error) {
      if (!(error instanceof Failing)) throw error;
      return { failure: error.failure, putBack: await trash.putBack(request.root, run) };
    }
  },

  /** Without its end: what a run leaves that was killed before it committed. */
  begin: async (request: ChangeRequest): Promise<null> => {
    await replace(request);
    return null;
  },

  putBack: async ({ root, held }: { root: string; held: string | null }): Promise<Change> => {
    if (held !== null) refuseFolderRename(held);
    try {
      return { failure: null, putBack: await trash.putBack(root, run) };
    } catch (error) {
      if (!(error instanceof Failing)) throw error;
      return { failure: error.failure, putBack: null };
    }
  },

  /** What each start does first. */
  empty: ({ root }: { root: string }): Promise<LeftInTrash[]> => trash.empty(root, signal),

  command: ({ file, args, ...place }: CommandRequest): Promise<CommandResult> =>
    createCommand()(file, args, { signal, ...place }),

  /**
   * Cancels a program once it says `line`, and answers whether a file is still written to after that;
   * asked here, for with this process Windows would end what it started.
   */
  cancel: async ({ file, args, line, written }: CommandRequest & { line: string; written: string }) => {
    const cancel = new AbortController();
    const onLine = (said: string): void => {
      if (said === line) cancel.abort();
    };
    const error = await createCommand()(file, args, { signal: cancel.signal, onLine }).catch((thrown) => thrown);
    const before = await stat(written);
    await pause(400);
    return { isCancelled: error instanceof Cancelled, goesOn: (await stat(written)).mtimeMs !== before.mtimeMs };
  },

  /** The failure it ended with, null for none. */
  write: async ({ path, text }: { path: string; text: string }): Promise<Failure | null> => {
    try {
      await writeAtomically(path, text);
      return null;
    } catch (error) {
      if (error instanceof Failing) return error.failure;
      throw error;
    }
  },

  /** A program of Windows itself, without anything of the product: its exit code. */
  system: async ({ file, args }: { file: string; args: readonly string[] }): Promise<number | null> =>
    spawnSync(file, args, { stdio: 'ignore' }).status,

  /** What Windows answers to a rename, without anything of the product: its code, null where it is done. */
  rename: ({ from, to }: { from: string; to: string }): Promise<string | null> =>
    rename(from, to).then(
      () => null,
      (error: NodeJS.ErrnoException) => error.code ?? error.message,
    ),
};

export type Calls = typeof calls;

const main = async (): Promise<void> => {
  const [, , name = '', input = '', output = ''] = process.argv;
  const call = calls[name as keyof Calls] as (input: unknown) => Promise<unknown>;
  const value = await call(JSON.parse(readFileSync(input, 'utf8')));
  await writeFile(output, JSON.stringify({ value }));
};

void main();
