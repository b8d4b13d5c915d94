import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { basename, isAbsolute, join, normalize, sep } from 'node:path';
import { z } from 'zod';
import { Failing } from '../../failing.ts';
import { errorCode } from '../error-code.ts';
import { fileFailure } from '../file-failure.ts';
import { isOwnName, isThere } from '../own-folder.ts';
import { giveToOwnerOf } from '../owner.ts';
import { NotRegular, readBeginning, recordBytes } from '../packages/read-beginning.ts';
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

const slotSchema = z.number().int().min(1).max(999_999_999);
const modeSchema = z.number().int().min(0).max(0o7777);
const idSchema = z.number().int().min(0).max(0xffff_fffe);

const moveSchema = z.discriminatedUnion('what', [
  /** The run is open from here on. */
  z.object({ what: z.literal('began'), at: z.number() }),
  /** Goes to the folder `slot`; `original` says that it was there before the run, not made by it. */
  z.object({ what: z.literal('moved'), path: pathSchema, slot: slotSchema, original: z.boolean() }),
  /** A folder that was left empty and is removed. */
  z.object({ what: z.literal('emptied'), path: pathSchema, mode: modeSchema, uid: idSchema, gid: idSchema }),
  /** Nothing has this name yet; the run, or a program that it starts, is about to put something there. */
  z.object({ what: z.literal('made'), path: pathSchema }),
  /** Was not made, or not emptied, after all: what has this name now is not the run's. */
  z.object({ what: z.literal('spared'), path: pathSchema }),
  /** The mode of a file or folder before the run changes it. */
  z.object({ what: z.literal('mode'), path: pathSchema, mode: modeSchema }),
  /** The run is proven and is never undone. */
  z.object({ what: z.literal('committed') }),
  /** While it is undone: from this number on, folders hold what was in the way. */
  z.object({ what: z.literal('displacing'), slot: slotSchema }),
  /** While it is undone: all that the run had made is out of the way, and the originals may return. */
  z.object({ what: z.literal('cleared') }),
  /** It is undone, and something is left in its trash that no line explains. */
  z.object({ what: z.literal('undone') }),
]);

/** One line of the index: what is about to be done to one path, relative to the environment's root. */
export type Move = z.infer<typeof moveSchema>;

const indexName = 'moves.ndjson';

export const movesFile = (runFolder: string): string => join(runFolder, indexName);

export interface Index {
  isThere: boolean;
  moves: Move[];
  /** Some line says nothing that can be understood. */
  isDamaged: boolean;
}

/** The index in its order. What has its name and is no regular file is none. */
export const readIndex = async (runFolder: string): Promise<Index> => {
  try {
    const lines = (await readBeginning(runFolder, indexName, recordBytes)).split('\n').filter((line) => line !== '');
    const moves = lines.flatMap(parseLine);
    return { isThere: true, moves, isDamaged: moves.length < lines.length };
  } catch (error) {
    if (error instanceof NotRegular || ['ENOENT', 'ENOTDIR', 'ELOOP'].includes(errorCode(error) ?? ''))
      return { isThere: false, moves: [], isDamaged: false };
    throw await fileFailure(error, movesFile(runFolder));
  }
};

export const readMoves = async (runFolder: string): Promise<Move[]> => (await readIndex(runFolder)).moves;

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
 * disk-full, permission-denied, or environment-not-ours where the index is no file of ours.
 */
export const appendMoves = async (runFolder: string, moves: readonly Move[]): Promise<void> => {
  if (moves.length === 0) return;
  try {
    // The first line end closes what an earlier, interrupted write may have left open.
    await appendSynced(runFolder, `\n${moves.map((move) => JSON.stringify(move)).join('\n')}\n`);
    await syncFolder(runFolder);
  } catch (error) {
    throw await fileFailure(error, movesFile(runFolder));
  }
};

/** As for reading (read-beginning.ts): no link is followed, and no pipe waited for. */
const appendFlags =
  constants.O_WRONLY |
  constants.O_APPEND |
  constants.O_CREAT |
  (constants.O_NOFOLLOW ?? 0) |
  (constants.O_NONBLOCK ?? 0);

const appendSynced = async (runFolder: string, text: string): Promise<void> => {
  const file = await openIndex(runFolder);
  try {
    const found = await file.stat();
    // Under a second name it is somebody else's too.
    if (!found.isFile() || found.nlink > 1) throw notOurs(runFolder);
    await giveToOwnerOf(runFolder, movesFile(runFolder));
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
};

const openIndex = async (runFolder: string): Promise<FileHandle> => {
  try {
    return await open(movesFile(runFolder), appendFlags);
  } catch (error) {
    // A link, a folder, a pipe that nobody reads.
    throw ['ELOOP', 'EISDIR', 'ENXIO'].includes(errorCode(error) ?? '') ? notOurs(runFolder) : error;
  }
};

const notOurs = (runFolder: string) =>
  new Failing({ code: 'environment-not-ours', path: runFolder, found: basename(movesFile(runFolder)) });

/** The first number for a folder of the trash that no line of the index uses. */
export const nextSlot = (moves: readonly Move[]): number =>
  1 + moves.reduce((most, move) => Math.max(most, 'slot' in move ? move.slot : 0), 0);

/** The names that the run has put something at, or is about to. */
export const madePaths = (moves: readonly Move[]): string[] => {
  const made = new Set<string>();
  for (const move of moves) {
    if (move.what === 'made') made.add(move.path);
    if (move.what === 'spared') made.delete(move.path);
  }
  return [...made];
};

/**
 * Tells whether what has a path now is the run's: the run has put something at that name or above
 * it, or has taken away what was there. Whether a move took place, the trash says.
 */
export const madeSince = async (runFolder: string, moves: readonly Move[]): Promise<(path: string) => boolean> => {
  const gone = new Set<string>();
  for (const move of moves) {
    if (move.what === 'made' || move.what === 'emptied') gone.add(move.path);
    if (move.what === 'spared') gone.delete(move.path);
    if (move.what === 'moved' && (await isThere(join(runFolder, String(move.slot), move.path)))) gone.add(move.path);
  }
  return (path) => [path, ...foldersAbove(path)].some((one) => gone.has(one));
};

/** a/b/c → a/b, a. */
export const foldersAbove = (path: string): string[] => {
  const parts = path.split(sep).slice(0, -1);
  return parts.map((_, at) => parts.slice(0, parts.length - at).join(sep));
};
