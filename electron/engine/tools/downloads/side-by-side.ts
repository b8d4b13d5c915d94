import { Cancelled } from '../../failing.ts';

export interface Limits<T> {
  atOnce: number;
  /** At a time of those that are of one group. */
  perGroup: number;
  groupOf: (one: T) => string;
  signal: AbortSignal;
}

/**
 * Does the work for each, some at a time, in their order as far as the limits let it. After a throw
 * none is begun any more; those at work come to their end, and then the first throw is thrown.
 */
export const sideBySide = async <T>(
  all: readonly T[],
  { atOnce, perGroup, groupOf, signal }: Limits<T>,
  work: (one: T) => Promise<void>,
): Promise<void> => {
  const waiting = [...all];
  const busy = new Map<string, number>();
  const running = new Set<Promise<void>>();
  const thrown: unknown[] = [];
  const start = (one: T): void => {
    const group = groupOf(one);
    busy.set(group, (busy.get(group) ?? 0) + 1);
    const run = work(one)
      .catch((error: unknown) => {
        thrown.push(error);
      })
      .finally(() => {
        busy.set(group, (busy.get(group) ?? 1) - 1);
        running.delete(run);
      });
    running.add(run);
  };
  for (;;) {
    while (thrown.length === 0 && !signal.aborted && running.size < Math.max(1, atOnce)) {
      const at = waiting.findIndex((one) => (busy.get(groupOf(one)) ?? 0) < perGroup);
      const [one] = at < 0 ? [] : waiting.splice(at, 1);
      if (one === undefined) break;
      start(one);
    }
    if (running.size === 0) break;
    await Promise.race(running);
  }
  if (thrown.length > 0) throw thrown[0];
  if (signal.aborted) throw new Cancelled();
};
