import type { Finding } from '../../shared/finding.ts';
import { parseRequirement } from './requirement.ts';

/** The layer that a finding names; null where it names none. */
export const layerOf = (finding: Finding): string | null => ('layer' in finding ? finding.layer : null);

/** The package that a finding is about, normalised; null where it is about none or cannot tell. */
export const packageOf = (finding: Finding): string | null => {
  if (finding.code === 'requirement-missing') return parseRequirement(finding.requirement).name;
  return 'package' in finding ? finding.package : null;
};

/** Something is wrong with a package's own files, so that installing it again at its version is an answer. */
export const isDamage = (finding: Finding): boolean =>
  finding.code !== 'unwanted-package' && finding.code !== 'leftover';
