import type { Finding } from '../../../shared/finding.ts';
import { parseRequirement } from '../requirement.ts';

/** A package that two looks found at fault in the same way is said once, by the one that knows more. */
export const withoutDoubles = (findings: readonly Finding[]): Finding[] => {
  const packagesWith = (code: Finding['code']) =>
    new Set(
      findings.flatMap((finding) => (finding.code === code && 'package' in finding ? (finding.package ?? []) : [])),
    );
  const outside = packagesWith('version-outside');
  const mismatched = packagesWith('torch-mismatch');
  const undocumented = packagesWith('dist-info-missing');
  // What has to go need not be whole.
  const unwanted = packagesWith('unwanted-package');
  return findings.filter((finding) => {
    switch (finding.code) {
      case 'torch-mismatch':
        return !outside.has(finding.package);
      case 'dependency-conflict':
        // What is itself in the wrong version is replaced, and its demands go with it.
        return ![finding.package, finding.by].some((name) => outside.has(name)) && !mismatched.has(finding.by);
      case 'dependency-missing':
        return !undocumented.has(finding.package);
      case 'requirement-missing':
        return !undocumented.has(parseRequirement(finding.requirement).name);
      case 'unwanted-package':
        return true;
      default:
        return !('package' in finding && unwanted.has(finding.package ?? ''));
    }
  });
};
