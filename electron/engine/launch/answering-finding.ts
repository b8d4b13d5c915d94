import type { Finding, FindingCode } from '../../../shared/finding.ts';
import type { LaunchCause, LaunchCauseKind } from '../../../shared/launch-cause.ts';
import { normalizeName, parseRequirement } from '../requirement.ts';

/** Findings that are a cause by their kind alone, whatever package they name; the first kind counts most. */
const byKind: Partial<Record<LaunchCauseKind, readonly FindingCode[]>> = {
  'abi-mix': ['abi-mix'],
  'library-missing': ['library-missing'],
  'torch-mismatch': ['torch-mismatch', 'wrong-build'],
  'wrong-build': ['wrong-build'],
  'no-kernels': ['wrong-build', 'check-failed'],
  'version-conflict': ['version-outside', 'dependency-conflict'],
  'interpreter-broken': ['interpreter-missing', 'interpreter-dangling', 'configuration-missing', 'interpreter-broken'],
  'unfinished-run': ['unfinished-run'],
  'numpy-torn': ['numpy-torn'],
};

/** The finding that corresponds to a cause: about the same package, the same module, or of its kind; null where none does. */
export const answeringFinding = (cause: LaunchCause, findings: readonly Finding[]): Finding | null => {
  const { subject, kind } = cause;
  const top = subject?.split('.')[0];
  const name = cause.package ?? (kind === 'module-missing' && top !== undefined ? normalizeName(top) : null);
  const codes = byKind[kind] ?? [];
  return (
    (name === null ? undefined : findings.find((finding) => packageIn(finding) === name)) ??
    findings.find((finding) => 'module' in finding && finding.module.split('.')[0] === top) ??
    codes.flatMap((code) => findings.find((finding) => finding.code === code) ?? []).at(0) ??
    null
  );
};

const packageIn = (finding: Finding): string | null => {
  if (finding.code === 'requirement-missing') return parseRequirement(finding.requirement).name;
  return 'package' in finding ? finding.package : null;
};
