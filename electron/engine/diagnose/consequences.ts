import type { Finding } from '../../../shared/finding.ts';
import { asksForRepair } from '../../../shared/severity.ts';
import { dependenciesOf } from '../homes.ts';
import type { InstalledPackage } from '../interfaces/packages.ts';

interface Installed {
  /** Normalised name → the layer that needs it. */
  homes: ReadonlyMap<string, string>;
  packages: readonly InstalledPackage[];
}

/**
 * Failed imports without those that follow from what is known already: a module fails because a
 * package that its own one needs is damaged. To mend that package heals both, and the repair's
 * proof imports the module again; answered by itself it would have a whole package replaced.
 */
export const withoutConsequences = (
  imports: readonly Finding[],
  told: readonly Finding[],
  { homes, packages }: Installed,
): Finding[] => {
  const damaged = new Set(
    told.filter(asksForRepair).flatMap((finding) => ('package' in finding ? (finding.package ?? []) : [])),
  );
  const layers = new Set([...damaged].flatMap((name) => homes.get(name) ?? []));
  const installed = new Map(packages.map((one) => [one.name, one]));
  return imports.filter((finding) => {
    const name = 'package' in finding ? finding.package : undefined;
    if (name === undefined || !('layer' in finding)) return true;
    if (name === null) return !layers.has(finding.layer);
    return damaged.has(name) || !needs(name, installed).some((one) => damaged.has(one));
  });
};

/** All that a package needs, directly or not, as far as it is told; every condition is taken to be met. */
const needs = (name: string, installed: ReadonlyMap<string, InstalledPackage>): string[] => {
  const seen = new Set<string>();
  const waiting = [name];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const found = installed.get(next);
    for (const one of found === undefined ? [] : dependenciesOf(found, null, new Set()))
      if (!seen.has(one.name)) {
        seen.add(one.name);
        waiting.push(one.name);
      }
  }
  return [...seen];
};
