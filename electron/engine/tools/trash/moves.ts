import { open, readFile } from 'node:fs/promises';
import { isAbsolute, join, normalize, sep } from 'node:path';
import { z } from 'zod';
import { errorCode } from '../error-code.ts';
import { fileFailure } from '../file-failure.ts';
import { isOwnName } from '../own-folder.ts';
import { syncFolder } from '../sync-folder.ts';

/** The index lies where others can write, so each path is looked at again: below the root, not our own folder. */
const pathSchema = z.string().refine((path) => {
  const first = path.split(sep)[0] ?? '';
  return (
    path !== '' &&
    path !== '.' &&
    first !== '..' &&
    !isAbsolute(path) &&
    normalize(path) === path &&
    !path.includes('\0') &&
    !isOwnName(first)
  );
});

const moveSchema = z.discriminatedUnion('what', [
  /** The run is open from here on. */
  z.object({ what: z.literal('began'), at: z.number() }),
  /** Goes to the folder `slot`; `original` says that it was there before the run, not made by it. */
  z.object({ what: z.literal('moved'), path: pathSchema, slot: z.number().int().min(1), original: z.boolean() }),
  /** Did not go there after all. */
  z.object({ what: z.literal('stayed'), path: pathSchema, slot: z.number().int().min(1) }),
  /** A folder that was left empty and is removed. */
  z.object({ what: z.literal('emptied'), path: pathSchema, mode: z.number().int() }),
  /** Nothing has this name yet; the run, or a program that it starts, is about to put something there. */
  z.object({ what: z.literal('made'), path: pathSchema }),
  /** The mode of a file or folder before the run changes it. */
  z.object({ what: z.literal('mode'), path: pathSchema, mode: z.number().int().min(0).max(0o7777) }),
  /** The run is proven and is never undone. */
  z.object({ what: z.literal('committed') }),
  /** While it is undone: all that the run had made is out of the way, and the originals may return. */
  z.object({ what: z.literal('cleared') }),
]);

/** One line of the index: what is about to be done to one path, relative to the environment's root. */
export type Move = z.infer<typeof moveSchema>;

export const movesFile = (runFolder: string): string => join(runFolder, 'moves.ndjson');

/** The index in its order; empty where there is none. */
export const readMoves = async (runFolder: string): Promise<Move[]> => {
  try {
    return (await readFile(movesFile(runFolder), 'utf8')).split('\n').flatMap(parseLine);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
};

/** A line that a power cut tore announces a move that never began. */
const parseLine = (line: string): Move[] => {
  try {
    return [moveSchema.parse(JSON.parse(line))];
  } catch {
    return [];
  }
};

/**
 * Returns when the lines are on the disk: only then may what they announce be done. Throws Failing
 * disk-full or permission-denied.
 */
export const appendMoves = async (runFolder: string, moves: readonly Move[]): Promise<void> => {
  if (moves.length === 0) return;
  try {
    // The first line end closes what an earlier, interrupted write may have left open.
    await appendSynced(movesFile(runFolder), `\n${moves.map((move) => JSON.stringify(move)).join('\n')}\n`);
    await syncFolder(runFolder);
  } catch (error) {
    throw await fileFailure(error, movesFile(runFolder));
  }
};

const appendSynced = async (path: string, text: string): Promise<void> => {
  const file = await open(path, 'a');
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
};

/** The first number for a folder of the trash that no line of the index uses. */
export const nextSlot = (moves: readonly Move[]): number =>
  1 + moves.reduce((most, move) => Math.max(most, 'slot' in move ? move.slot : 0), 0);

/** Tells whether a path was made by the run: the run has moved or removed what was at that name, or above it. */
export const madeSince = (moves: readonly Move[]): ((path: string) => boolean) => {
  const stayed = new Set(moves.flatMap((move) => (move.what === 'stayed' ? [`${move.slot}${sep}${move.path}`] : [])));
  const gone = new Set(
    moves.flatMap((move) => {
      if (move.what === 'made' || move.what === 'emptied') return [move.path];
      return move.what === 'moved' && !stayed.has(`${move.slot}${sep}${move.path}`) ? [move.path] : [];
    }),
  );
  return (path) => [path, ...foldersAbove(path)].some((one) => gone.has(one));
};

/** a/b/c → a/b, a. */
export const foldersAbove = (path: string): string[] => {
  const parts = path.split(sep).slice(0, -1);
  return parts.map((_, at) => parts.slice(0, parts.length - at).join(sep));
};
