/**
 * Why a calculation on an accelerator could not be proven. Those of the first group lie outside of
 * the environment: no package that could be installed changes them, but the user can.
 */
export const outsideTroubles = [
  'driver-missing',
  'driver-too-old',
  'restart-needed',
  'gpu-busy',
  'gpu-hidden',
] as const;

export const acceleratorTroubles = [
  ...outsideTroubles,
  'no-kernels',
  'cpu-build',
  'wrong-result',
  'time-limit',
  'unknown',
] as const;

export type AcceleratorTrouble = (typeof acceleratorTroubles)[number];
export type OutsideTrouble = (typeof outsideTroubles)[number];

/** The trouble where it lies outside of the environment; null for every other one. */
export const outsideTrouble = (trouble: AcceleratorTrouble | undefined): OutsideTrouble | null =>
  outsideTroubles.find((one) => one === trouble) ?? null;
