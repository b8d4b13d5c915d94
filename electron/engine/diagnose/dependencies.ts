import type { Finding } from '../../../shared/finding.ts';
import { dependenciesOf, homesOf } from '../homes.ts';
import { type Dependency, meetsDependency } from '../requirement.ts';
import type { DiagnoseContext } from './context.ts';

/**
 * What installed packages need of each other (METADATA's Requires-Dist): there, and in a version
 * that fits. Extras of an installed package are not looked at: nobody knows who asked for them.
 * What an environment with `--system-site-packages` finds in the computer's own Python is there too
 * for a package beside the stack; the stack's own are to stand by themselves.
 */
export const dependencyFindings = async ({
  inventory,
  interpreter,
  choice,
}: Pick<DiagnoseContext, 'inventory' | 'interpreter' | 'choice'>): Promise<Finding[]> => {
  if (interpreter === null) return [];
  const versions = new Map(inventory.packages.map(({ name, version }) => [name, version]));
  const homes = homesOf(choice.layers, inventory.packages, interpreter.markers);
  const direct = new Set(choice.layers.flatMap(({ packages }) => packages.map(({ name }) => name)));
  const outside = new Set(interpreter.systemPackages);
  return inventory.packages.flatMap((by) =>
    withoutDoubles(dependenciesOf(by, interpreter.markers, new Set())).flatMap(({ name, specifiers }): Finding[] => {
      const version = versions.get(name);
      const needed = homes.has(by.name);
      const told = { package: name, requirement: `${name}${specifiers}`, by: by.name, needed };
      if (version !== undefined)
        return meetsDependency(version, specifiers) ? [] : [{ code: 'dependency-conflict', ...told, version }];
      const isProvided = direct.has(name) || (!needed && outside.has(name));
      return isProvided ? [] : [{ code: 'dependency-missing', ...told }];
    }),
  );
};

/** Some name one package twice, spelled in two ways or under two conditions (pymupdf-layout, pymupdf_layout). */
const withoutDoubles = (dependencies: readonly Dependency[]): Dependency[] => [
  ...new Map(dependencies.map((one) => [`${one.name} ${one.specifiers}`, one])).values(),
];
