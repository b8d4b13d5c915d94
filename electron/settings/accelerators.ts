import { type Manifest, platformSchema } from '../../shared/manifest.ts';

/** Builds that a manifest has for a system, in its order, without those for other systems. */
export const acceleratorsOf = (manifest: Manifest, system: string = process.platform): string[] => {
  const platform = platformSchema.safeParse(system).data;
  const variants = manifest.layers.flatMap(({ variants: all = [] }) => all);
  const here = variants.filter(
    ({ platforms }) => platforms === undefined || (platform !== undefined && platforms.includes(platform)),
  );
  return [...new Set(here.map(({ accelerator }) => accelerator))];
};
