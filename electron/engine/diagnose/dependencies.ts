import type { Finding } from '../../../shared/finding.ts';
import { dependenciesOf, homesOf } from '../homes.ts';
import { meets } from '../requirement.ts';
import type { DiagnoseContext } from './context.ts';

/**
 * What installed packages need of each other (METADATA's Requires-Dist): there, and in a version
 * that fits. Extras of an installed package are not looked at: nobody knows who asked for them.
 */
export const dependencyFindings = async ({ inventory, interpreter, choice }: DiagnoseContext): Promise<Finding[]> => {
  if (interpreter === null) return [];
  const versions = new Map(inventory.packages.map(({ name, version }) => [name, version]));
  const homes = homesOf(choice.layers, inventory.packages, interpreter.markers);
  const direct = new Set(choice.layers.flatMap(({ packages }) => packages.map(({ name }) => name)));
  return inventory.packages.flatMap((by) =>
    dependenciesOf(by, interpreter.markers, new Set()).flatMap(({ name, specifiers }): Finding[] => {
      const version = versions.get(name);
      const told = { package: name, requirement: `${name}${specifiers}`, by: by.name, needed: homes.has(by.name) };
      if (version !== undefined)
        return meets(version, specifiers) ? [] : [{ code: 'dependency-conflict', ...told, version }];
      return direct.has(name) ? [] : [{ code: 'dependency-missing', ...told }];
    }),
  );
};
