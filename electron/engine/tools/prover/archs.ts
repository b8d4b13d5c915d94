/**
 * Whether a build with these architectures has code for a capability. `sm_86` is machine code for
 * 8.6 and the higher minor ones of 8; `compute_90` is translated by the driver for 9.0 and all that
 * came later (NVIDIA, "CUDA C++ Programming Guide", application compatibility). A list that names
 * none of these (ROCm's) tells nothing.
 */
export const hasCodeFor = (archs: readonly string[], [major, minor]: readonly [number, number]): boolean => {
  const known = archs.flatMap((text) => parse(text) ?? []);
  return (
    known.length === 0 ||
    known.some((arch) =>
      arch.kind === 'sm'
        ? arch.major === major && arch.minor <= minor
        : arch.major < major || (arch.major === major && arch.minor <= minor),
    )
  );
};

/** sm_86 → 8.6, for people; machine code only. */
export const capabilitiesOf = (archs: readonly string[]): string[] =>
  archs.flatMap((text) => {
    const arch = parse(text);
    return arch?.kind === 'sm' ? [`${arch.major}.${arch.minor}`] : [];
  });

const parse = (text: string): { kind: 'sm' | 'compute'; major: number; minor: number } | null => {
  const [, kind, digits = ''] = /^(sm|compute)_(\d{2,3})[af]?$/.exec(text) ?? [];
  if (kind !== 'sm' && kind !== 'compute') return null;
  return { kind, major: Number(digits.slice(0, -1)), minor: Number(digits.slice(-1)) };
};
