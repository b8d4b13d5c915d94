import type { Holder, HolderEnd } from '../../../../shared/holder.ts';
import { throwIfCancelled } from '../../failing.ts';
import type { Clock } from '../../interfaces/clock.ts';
import { protectionOf, type Self } from './classify.ts';
import { type HolderSystem, isSame, type KnownProcess, type ProcessFacts } from './facts.ts';
import { ancestorsOf, descendantsOf, type Relative } from './family.ts';

/** Time after which what was killed is left to the system: a process inside a stuck driver never ends. */
const killedMs = 3000;
const lookAgainMs = 50;

interface Ending {
  system: HolderSystem;
  clock: Clock;
  selfIn: (all: ReadonlyMap<number, Relative>) => Self;
  /** How long a program has to save and close after it was asked to. */
  graceMs: number;
  signal: AbortSignal;
}

/**
 * Ends a process and what it started, parents first, so that none is started anew: asks them all,
 * waits, and kills what is left. What it is allowed to is found out again and not taken from the holder.
 */
export const endHolder = async (holder: Holder, ending: Ending): Promise<HolderEnd> => {
  const { system, signal } = ending;
  throwIfCancelled(signal);
  if (holder.kind === 'protected') return 'protected';
  const [found] = await system.describe([holder.pid], signal);
  if (found === undefined || !isSame(found, holder)) return 'gone';
  const tree = await withDescendants([found], ending);
  if (tree[0]?.pid !== holder.pid) return 'protected';

  const asked = await each(tree, (one) => system.signal(one, 'ask', signal));
  const grace = asked.includes('sent') ? ending.graceMs : 0;
  const left = await stillThere(tree, grace, ending);
  if (left.length === 0) return asked[0] === 'gone' ? 'gone' : 'ended';

  const killed = await each(await withDescendants(left, ending), (one) => system.signal(one, 'kill', signal));
  const stuck = await stillThere(left, killed.includes('sent') ? killedMs : 0, ending);
  if (stuck.length === 0) return 'ended';
  return killed.includes('refused') ? 'refused' : 'still-running';
};

/** Each with all that it started, but for what is protected with what that one started: another user's program goes on. */
const withDescendants = async (
  processes: readonly ProcessFacts[],
  { system, selfIn, signal }: Ending,
): Promise<ProcessFacts[]> => {
  const all = await system.relatives(signal);
  const pids = new Set(processes.flatMap(({ pid }) => [pid, ...descendantsOf(pid, all)]));
  const known = new Map(processes.map((one) => [one.pid, one]));
  const rest = await system.describe(
    [...pids].filter((pid) => !known.has(pid)),
    signal,
  );
  for (const one of rest) known.set(one.pid, one);
  const self = selfIn(all);
  const spared = new Set<number>();
  return [...pids].flatMap((pid) => {
    const one = known.get(pid);
    const ancestors = ancestorsOf(pid, all);
    if (one === undefined) return [];
    if (protectionOf(one, ancestors, self) !== null) spared.add(pid);
    return spared.has(pid) || ancestors.some((ancestor) => spared.has(ancestor)) ? [] : one;
  });
};

/** Looks until none is there any more or the time is over. Throws Cancelled. */
const stillThere = async (
  processes: readonly ProcessFacts[],
  ms: number,
  { system, clock, signal }: Ending,
): Promise<ProcessFacts[]> => {
  const deadline = clock.now() + ms;
  for (;;) {
    const pids = processes.map(({ pid }) => pid);
    const now = new Map((await system.describe(pids, signal)).map((one) => [one.pid, one]));
    const left = processes.filter((one) => isStill(one, now.get(one.pid)));
    if (left.length === 0 || clock.now() >= deadline) return left;
    await clock.sleep(lookAgainMs, signal);
  }
};

const isStill = (one: KnownProcess, now: KnownProcess | undefined): boolean =>
  // One that turned into another program by exec is the same process and still there.
  now !== undefined && now.identity === one.identity;

const each = async <T, R>(all: readonly T[], act: (one: T) => Promise<R>): Promise<R[]> => {
  const results: R[] = [];
  for (const one of all) results.push(await act(one));
  return results;
};
