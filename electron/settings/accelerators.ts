import type { Manifest } from '../../shared/manifest.ts';

/** Builds that a manifest has for a system, in its order, without those for other systems. */
export const acceleratorsOf = (manifest: Manifest, system: string = process.platform): string[] => {
  const variants = manifest.layers.flatMap(({ variants: all = [] }) => all);
  const here = variants.filter(({ platforms }) => platforms?.some((one) => one === system) ?? true);
  return [...new Set(here.map(({ accelerator }) => accelerator))];
};
