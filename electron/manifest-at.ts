import type { Result } from '../shared/failure.ts';
import type { Manifest } from '../shared/manifest.ts';
import builtIn from '../shared/manifests/llm.json' with { type: 'json' };

/**
 * The manifest that the product brings, whole, with every default written out. It needs no parser when a program starts:
 * a test has parsed the product's own, and the build a vendor's (build/package/vendor.mjs).
 */
export const builtInManifest = builtIn as Manifest;

/** The manifest in a file; `null` is the one that the product brings. Failures: those of loadManifest. */
export const manifestAt = async (path: string | null): Promise<Result<Manifest>> => {
  if (path === null) return { ok: true, value: builtInManifest };
  const { loadManifest } = await import('./load-manifest.ts');
  return loadManifest(path);
};
