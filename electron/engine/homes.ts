import type { LayerChoice } from '../../shared/plan.ts';
import type { InstalledPackage } from './interfaces/packages.ts';
import { evaluateMarker, type MarkerEnvironment } from './markers.ts';
import { type Dependency, parseDependency, parseRequirement } from './requirement.ts';

/** What a package needs here, with the extras that somebody asks of it. */
export const dependenciesOf = (
  { requires }: Pick<InstalledPackage, 'requires'>,
  markers: MarkerEnvironment | null,
  extras: ReadonlySet<string>,
): Dependency[] =>
  requires.flatMap((line) => {
    const dependency = parseDependency(line);
    if (dependency === null) return [];
    const isNeeded = dependency.marker === null || evaluateMarker(dependency.marker, markers, extras) === true;
    return isNeeded ? [dependency] : [];
  });

/**
 * Normalised name → the layer that installs it: each layer its own requirements and all that they
 * need by what is installed now, the first layer wins. What is in none was installed beside the
 * stack. `markers` null: the interpreter cannot be asked, so every condition is taken to be met.
 */
export const homesOf = (
  layers: readonly LayerChoice[],
  packages: readonly InstalledPackage[],
  markers: MarkerEnvironment | null,
): Map<string, string> => {
  const installed = new Map(packages.map((one) => [one.name, one]));
  const homes = new Map<string, string>();
  const seen = new Set<string>();
  for (const { layer, packages: wanted } of layers) {
    const waiting = wanted.map(({ requirement }) => parseRequirement(requirement));
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (!homes.has(next.name)) homes.set(next.name, layer);
      const key = `${next.name}[${[...next.extras].sort().join(',')}]`;
      const found = installed.get(next.name);
      if (seen.has(key) || found === undefined) continue;
      seen.add(key);
      waiting.push(...dependenciesOf(found, markers, new Set(next.extras)));
    }
  }
  return homes;
};
