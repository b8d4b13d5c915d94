import type { Finding } from './finding.ts';

/** Apart from the schema, which the window does not load. */

/**
 * `broken`: something does not work, or will not when it is used. `wrong`: it is not as the manifest
 * wants it. `notice`: said to the user, and no repair can or need change it.
 */
export type Severity = 'broken' | 'wrong' | 'notice';

export const severityOf = (finding: Finding): Severity => {
  switch (finding.code) {
    case 'disk-low':
    case 'files-customized':
    case 'files-linked':
    case 'accelerator-unproven':
      return 'notice';
    case 'files-protected':
    case 'wrong-owner':
      return finding.hinders ? 'broken' : 'notice';
    case 'module-shadowed':
      return finding.inside ? 'broken' : 'notice';
    case 'dependency-missing':
    case 'dependency-conflict':
      return finding.needed ? 'broken' : 'notice';
    case 'environment-absent':
    case 'interpreter-outside-range':
    case 'unwanted-package':
    case 'requirement-missing':
    case 'version-outside':
    case 'wrong-build':
      return 'wrong';
    case 'leftover':
      return finding.only ? 'broken' : 'wrong';
    default:
      return 'broken';
  }
};

/** Whether a repair has to do something about it. */
export const asksForRepair = (finding: Finding): boolean => severityOf(finding) !== 'notice';

/**
 * What makes two findings the same one, seen at different times: their code and subject, not their
 * evidence. The memory of failed attempts is kept by it.
 */
export const findingKey = (finding: Finding): string => {
  const subject = (): string => {
    switch (finding.code) {
      case 'requirement-missing':
        return finding.requirement;
      case 'module-shadowed':
        return finding.path;
      case 'import-broken':
      case 'numpy-torn':
      case 'library-missing':
      case 'abi-mix':
        return `${finding.layer}/${finding.module}`;
      case 'accelerator-unproven':
        return `${finding.layer}/${finding.accelerator}`;
      case 'check-failed':
        return `${finding.layer}/${finding.subject}`;
      case 'leftover':
        return finding.path;
      default:
        return 'package' in finding ? finding.package : '';
    }
  };
  return `${finding.code}:${subject()}`;
};
