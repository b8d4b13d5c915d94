import { readdir, realpath } from 'node:fs/promises';
import { basename } from 'node:path';
import type { OpenRun } from '../../tools.ts';
import { findTrash, makeRunFolder } from './folder.ts';
import { appendMoves, readMoves } from './moves.ts';
import { releaseReserve, takeReserve } from './reserve.ts';

/** See Trash.begin. */
export const begin = async ({ root, run, at }: { root: string; run: string; at: number }): Promise<void> => {
  const folder = await makeRunFolder(await realpath(root), run);
  await takeReserve(folder);
  await appendMoves(folder, [{ what: 'began', at }]);
};

/** See Trash.commit. */
export const commit = async (root: string, run: string): Promise<void> => {
  const folder = await makeRunFolder(await realpath(root), run);
  await releaseReserve(folder);
  await appendMoves(folder, [{ what: 'committed' }]);
};

/** See Trash.open. */
export const openRuns = async (root: string): Promise<OpenRun[]> => {
  const real = await realpath(root).catch(() => null);
  const trash = real === null ? null : await findTrash(real);
  if (trash === null) return [];
  const runs = await Promise.all(
    (await readdir(trash, { withFileTypes: true }))
      .filter((entry) => entry.isDirectory())
      .map(async ({ name }): Promise<OpenRun | null> => {
        const moves = await readMoves(`${trash}/${basename(name)}`);
        const began = moves.find((move) => move.what === 'began');
        const isOver = moves.some(({ what }) => what === 'committed');
        return began?.what === 'began' && !isOver ? { run: name, at: began.at } : null;
      }),
  );
  return runs.flatMap((run) => run ?? []).sort((a, b) => a.at - b.at);
};
