import type { Finding } from '../../shared/finding.ts';
import type { Plan } from '../../shared/plan.ts';
import type { Diagnosis } from './diagnose.ts';
import { parseRequirement } from './requirement.ts';

/**
 * What is installed in the right version, as constraints for the resolution, so that a repair
 * changes nothing else. Damaged files are no reason for another version; a layer that is replaced
 * as a whole is free, because its packages together were the trouble.
 */
export const kept = ({ findings, packages, homes }: Diagnosis, plan: Plan): string[] => {
  const free = new Set(findings.flatMap(atWrongVersion));
  const replaced = new Set(
    plan.steps.flatMap((step) => (step.kind === 'install-layer' && step.replace === 'layer' ? [step.layer.layer] : [])),
  );
  return packages
    .filter(({ name }) => !free.has(name) && !replaced.has(homes.get(name) ?? ''))
    .map(({ name, version }) => `${name}==${version}`);
};

/** Packages whose version itself is what a finding is about. */
const atWrongVersion = (finding: Finding): string[] => {
  switch (finding.code) {
    case 'version-outside':
    case 'wrong-build':
    case 'torch-mismatch':
    case 'unwanted-package':
    case 'dependency-missing':
    case 'abi-mix':
      return [finding.package];
    case 'dependency-conflict':
      return [finding.package, finding.by];
    case 'requirement-missing':
      return [parseRequirement(finding.requirement).name];
    default:
      return [];
  }
};
