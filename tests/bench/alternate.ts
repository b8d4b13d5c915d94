/**
 * Milliseconds that each contender tells, round by round. Who begins changes from round to round, so
 * that a machine's moods, and what one leaves behind, meet all of them. `unmeasured` rounds come
 * first, have numbers below 0 and fill the page cache; a first look of a few rounds goes without.
 */
export const alternate = async <Name extends string>(
  { rounds, unmeasured = 0 }: { rounds: number; unmeasured?: number },
  contenders: Readonly<Record<Name, (round: number) => Promise<number>>>,
): Promise<Record<Name, number[]>> => {
  const entries = Object.entries<(round: number) => Promise<number>>(contenders);
  const times = new Map(entries.map(([name]) => [name, [] as number[]]));
  const first = rounds < 5 ? 0 : -unmeasured;
  for (let round = first; round < rounds; round += 1) {
    const at = (round - first) % entries.length;
    for (const [name, measure] of [...entries.slice(at), ...entries.slice(0, at)]) {
      const took = await measure(round);
      if (round >= 0) times.get(name)?.push(took);
    }
  }
  // Each name of the contenders is one of the map.
  return Object.fromEntries(times) as Record<Name, number[]>;
};
