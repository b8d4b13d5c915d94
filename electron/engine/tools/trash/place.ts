import { realpath, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Failing, throwIfCancelled } from '../../failing.ts';
import { placeBelow } from '../below-root.ts';
import { fileFailure } from '../file-failure.ts';
import { isThere } from '../own-folder.ts';
import { giveTreeToOwnerOf } from '../owner.ts';
import { patiently } from '../patiently.ts';
import { compare } from './compare.ts';
import { begunRunFolder } from './folder.ts';
import { appendMoves } from './moves.ts';

/** See Trash.place. */
export const place = async (request: {
  root: string;
  staging: string;
  run: string;
  signal: AbortSignal;
}): Promise<void> => {
  const { staging, run, signal } = request;
  throwIfCancelled(signal);
  const root = await realpath(request.root);
  const runFolder = await begunRunFolder(root, run);
  if ((await placeBelow(root, staging)) === null) throw new Error(`${staging} is not there`);
  const { free, inTheWay: others } = await compare(root, staging);
  if (others.length > 0) throw new Error(`${others[0] ?? ''} stands in the way`);
  for (const { staged } of free) await giveTreeToOwnerOf(root, join(staging, staged));
  // All at once: to wait for the disk at each of thousands would take minutes.
  await appendMoves(
    runFolder,
    free.map(({ path }) => ({ what: 'made', path })),
  );
  const waiting = new Set(free.map(({ path }) => path));
  try {
    for (const { staged, path } of free) {
      throwIfCancelled(signal);
      await placeOne(join(staging, staged), join(root, path), signal);
      waiting.delete(path);
    }
  } finally {
    // What somebody else puts there is not the run's.
    await appendMoves(
      runFolder,
      [...waiting].map((path) => ({ what: 'spared', path })),
    );
  }
};

/** Looked at once more, because a rename takes away what has the name without a word. */
const placeOne = async (staged: string, path: string, signal: AbortSignal): Promise<void> => {
  if (await isThere(path)) throw new Failing({ code: 'file-locked', path });
  try {
    await patiently(() => rename(staged, path), signal);
  } catch (error) {
    throw await fileFailure(error, path);
  }
};
