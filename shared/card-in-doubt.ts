import type { AcceleratorTrouble } from './accelerator-trouble.ts';
import type { Failure } from './failure.ts';

/**
 * Whether a calculation that failed leaves the card or its driver as likely a cause as the packages:
 * then installing them once more is worth a try, and climbing on with gigabytes is not. `accelerator`
 * is that of the calculation; on the CPU there is no driver.
 */
export const isCardInDoubt = (accelerator: string, trouble: AcceleratorTrouble | undefined): boolean =>
  accelerator !== 'cpu' && (trouble === 'unknown' || trouble === 'wrong-result' || trouble === 'no-kernels');

/** The same of a failure: no other installation is an answer to it. */
export const leavesCardInDoubt = (failure: Failure): boolean => {
  if (failure.code === 'proof-failed') return isCardInDoubt(failure.module, failure.trouble);
  return (
    failure.code === 'not-healed' &&
    failure.findings.some(
      (finding) => finding.code === 'check-failed' && isCardInDoubt(finding.subject, finding.trouble),
    )
  );
};
