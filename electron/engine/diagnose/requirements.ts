import type { Finding } from '../../../shared/finding.ts';
import { meets, parseRequirement } from '../requirement.ts';
import type { DiagnoseContext } from './context.ts';

/** Every requirement of every layer: installed, and in a version that meets it. */
export const requirementFindings = async ({ inventory, choice }: DiagnoseContext): Promise<Finding[]> => {
  const versions = new Map(inventory.packages.map(({ name, version }) => [name, version]));
  return choice.layers.flatMap(({ layer, packages }) =>
    packages.flatMap(({ name, requirement }): Finding[] => {
      const version = versions.get(name);
      if (version === undefined) return [{ code: 'requirement-missing', layer, requirement }];
      const met = meets(version, parseRequirement(requirement).specifiers);
      return met ? [] : [{ code: 'version-outside', layer, package: name, requirement, version }];
    }),
  );
};
