import type { Finding } from '../../shared/finding.ts';
import type { Diagnosis } from './diagnose.ts';
import { parseRequirement } from './requirement.ts';

/** What is installed and not found at fault, as constraints for the resolution. */
export const kept = ({ findings, packages }: Diagnosis): string[] => {
  const faulty = new Set(findings.flatMap(faultyPackages));
  return packages.filter(({ name }) => !faulty.has(name)).map(({ name, version }) => `${name}==${version}`);
};

const faultyPackages = (finding: Finding): string[] => {
  switch (finding.code) {
    case 'version-outside':
    case 'wrong-build':
    case 'unwanted-package':
    case 'leftover':
      return [finding.package];
    case 'requirement-missing':
      return [parseRequirement(finding.requirement).name];
    case 'import-broken':
      return [parseRequirement(finding.module).name];
    default:
      return [];
  }
};
