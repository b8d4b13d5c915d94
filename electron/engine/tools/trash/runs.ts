import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunCommand } from '../../interfaces/command.ts';
import type { OpenRun } from '../../interfaces/trash.ts';
import { fileFailure } from '../file-failure.ts';
import { isThere } from '../own-folder.ts';
import { syncData } from '../sync-data.ts';
import { findTrash, isRunName, makeRunFolder } from './folder.ts';
import { appendMoves, type Index, madePaths, movesFile, readIndex, readMoves } from './moves.ts';
import { isRealWay } from './real-way.ts';
import { releaseReserve, takeReserve } from './reserve.ts';

/** See Trash.begin. */
export const begin = async ({ root, run, at }: { root: string; run: string; at: number }): Promise<void> => {
  const folder = await makeRunFolder(await realpath(root), run);
  await takeReserve(folder);
  await appendMoves(folder, [{ what: 'began', at }]);
};

/** See Trash.commit. What the run made is on the disk before the old files may go. */
export const commit =
  (command: RunCommand) =>
  async (root: string, run: string): Promise<void> => {
    const real = await realpath(root);
    const folder = await makeRunFolder(real, run);
    await releaseReserve(folder);
    const made: string[] = [];
    for (const path of madePaths(await readMoves(folder)))
      if ((await isRealWay(real, path)) && (await isThere(join(real, path)))) made.push(join(real, path));
    try {
      await syncData(command, real, made);
    } catch (error) {
      throw await fileFailure(error, real);
    }
    await appendMoves(folder, [{ what: 'committed' }]);
  };

/** See Trash.open. */
export const openRuns = async (root: string): Promise<OpenRun[]> => {
  const real = await realpath(root).catch(() => null);
  const trash = real === null ? null : await findTrash(real);
  if (trash === null) return [];
  const names = (await readdir(trash, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory() && isRunName(entry.name))
    .map(({ name }) => name);
  const runs = await Promise.all(names.map((name) => openRun(join(trash, name), name)));
  return runs.flatMap((run) => run ?? []).sort((a, b) => a.at - b.at);
};

const openRun = async (folder: string, run: string): Promise<OpenRun | null> => {
  const index = await readIndex(folder);
  const at = await begunAt(folder, index);
  return at === null || index.moves.some(({ what }) => what === 'committed' || what === 'undone') ? null : { run, at };
};

/** Where the first line cannot be read any more, and others can, the run is as open as with it. */
const begunAt = async (folder: string, { moves, isDamaged }: Index): Promise<number | null> => {
  const began = moves.find((move) => move.what === 'began');
  if (began?.what === 'began') return began.at;
  return isDamaged && moves.length > 0 ? Math.round((await stat(movesFile(folder))).mtimeMs) : null;
};
