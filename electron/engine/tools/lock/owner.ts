import { readlink } from 'node:fs/promises';
import { hostname, uptime } from 'node:os';
import { z } from 'zod';
import { errorCode } from '../error-code.ts';
import { hasEnded, identityOf, readProcessStat } from '../linux-processes.ts';
import { markOfThisProcess } from '../process-mark.ts';

/** Who holds a lock, as its file says. */
const ownerSchema = z.object({
  pid: z.number().int().positive(),
  /** Names the process beside its pid, which the system gives out again; null where it cannot be read. */
  started: z.string().nullable(),
  /** Where the pid is valid: a computer, and on Linux the namespace of a container on it. */
  place: z.string(),
  /** What its children carry. */
  mark: z.string(),
  run: z.string(),
  /** Milliseconds since the epoch at which the lock was taken. */
  since: z.number(),
  /** Tells two locks of one process apart. */
  token: z.string(),
});

export type Owner = z.infer<typeof ownerSchema>;

/** null where the text is no owner: empty or cut off by a crash. */
export const parseOwner = (text: string): Owner | null => {
  try {
    return ownerSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
};

/** How often an owner touches its lock, and after how long without it one in another place counts as dead. */
export const touchMs = 10_000;
const silentMs = 60_000;

export const describeSelf = async (): Promise<Pick<Owner, 'pid' | 'started' | 'place' | 'mark'>> => ({
  pid: process.pid,
  started: await startOf(process.pid),
  place: await placeHere(),
  mark: markOfThisProcess,
});

/**
 * Whether an owner still lives. A pid of another computer or container says nothing here (a network
 * folder, a mounted volume): there the age of the last touch decides.
 */
export const isLive = async (owner: Owner, sinceTouchMs: number): Promise<boolean> => {
  if (owner.place !== (await placeHere())) return sinceTouchMs < silentMs;
  if (!pidIsUsed(owner.pid)) return false;
  const stat = await readProcessStat(owner.pid);
  if (stat !== null && hasEnded(stat)) return false;
  const started = stat === null ? null : await identityOf(stat);
  if (started !== null && owner.started !== null) return started === owner.started;
  return owner.since > Date.now() - uptime() * 1000 - silentMs;
};

const pidIsUsed = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
};

/** Linux only. */
const startOf = async (pid: number): Promise<string | null> => {
  const stat = await readProcessStat(pid);
  return stat === null ? null : identityOf(stat);
};

const placeHere = async (): Promise<string> =>
  `${hostname()} ${await readlink('/proc/self/ns/pid').catch(() => '')}`.trim();
