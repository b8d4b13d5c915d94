import type { Layer, Manifest } from './manifest.ts';

/** Names of the profiles that a manifest offers; `full` is always one of them. */
export const profileNames = (manifest: Manifest): string[] => [...new Set(['full', ...Object.keys(manifest.profiles)])];

/** Layers of a profile in the manifest's order; null where there is no such profile. */
export const layersOf = (manifest: Manifest, profile: string): Layer[] | null => {
  const ids = Object.hasOwn(manifest.profiles, profile) ? manifest.profiles[profile] : undefined;
  if (ids === undefined) return profile === 'full' ? manifest.layers : null;
  return manifest.layers.filter((layer) => ids.includes(layer.id));
};
