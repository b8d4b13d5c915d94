/**
 * How often each pair is measured: `usual`, or what `--rounds N` says, for a first look. Medians of
 * fewer than five are no result, and are not written down.
 */
export const roundsOf = (usual: number): number => {
  const asked = Number(process.env[roundsVariable]);
  return Number.isInteger(asked) && asked > 0 ? asked : usual;
};

export const roundsVariable = 'SMART_INSTALLER_BENCH_ROUNDS';
