import type { Gpu } from '../../shared/machine.ts';

/**
 * Cards that their driver may not tell the capability of: those that the last driver for them (470)
 * is too old to be asked about, and those of data centres, where drivers stay old or give the card to
 * a virtual machine. The first that fits counts. Source: NVIDIA, "CUDA GPU Compute Capability" and
 * its list of legacy GPUs.
 */
const named: readonly (readonly [RegExp, number])[] = [
  [/\bK80\b/, 3.7],
  [/\bTesla K(?:20|40)|\bQuadro K(?:5200|6000)\b|\bGTX TITAN\b(?! X)|\bGTX 780\b(?! ?M)|\bGT 7[123]0\b/, 3.5],
  [/\bTesla K10|\bGRID K\d|\bGTX? 6[4-9]0M?\b|\bGT 7[45]0M?\b|\bGTX (?:7[67]0M?|780M|8[78]0M)\b/, 3.0],
  // Three of that name are of the next generation.
  [/\bQuadro K(?!620|1200|2200)\d{3,4}M?\b/, 3.0],
  [/\bM(?:4|40|60)\b/, 5.2],
  [/\bP100/, 6.0],
  [/\bP40?\b/, 6.1],
  [/\bV100/, 7.0],
  [/\bT4\b/, 7.5],
];

/** The card's CUDA compute capability, by its name where its driver does not tell; null where neither does. Pure. */
export const cardCapability = ({ name, capability }: Pick<Gpu, 'name' | 'capability'>): number | null =>
  capability ?? named.find(([pattern]) => pattern.test(name))?.[1] ?? null;
