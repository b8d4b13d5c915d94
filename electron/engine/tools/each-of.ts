/** Acts on each, at most `atOnce` at a time. After a throw the others at work go on to the end of what they do. */
export const eachOf = async <T>(all: readonly T[], atOnce: number, act: (one: T) => Promise<void>): Promise<void> => {
  const waiting = all.values();
  const work = async (): Promise<void> => {
    for (const one of waiting) await act(one);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, work));
};
