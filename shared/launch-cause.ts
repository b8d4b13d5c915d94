/**
 * Why a launched program did not start, or ended with an error. Those of the first group can lie in
 * the environment, so that a repair may answer them; those of the second lie outside of it.
 */
const inEnvironment = [
  'module-missing',
  'name-missing',
  'numpy-torn',
  'abi-mix',
  'library-missing',
  'torch-mismatch',
  'wrong-build',
  'no-kernels',
  'version-conflict',
  'metadata-missing',
  'file-damaged',
  'interpreter-broken',
  'unfinished-run',
  'crashed',
] as const;

const outside = [
  'driver-too-old',
  'driver-missing',
  'gpu-unavailable',
  'gpu-memory',
  'memory',
  'killed',
  'address-in-use',
  'permission-denied',
  'disk-full',
  'file-in-use',
  'file-missing',
  'network',
  'system-too-old',
  'processor-too-old',
  'blocked',
  'display-missing',
  'wrong-arguments',
  'own-error',
  'ended-early',
  'too-slow',
  'ended-from-outside',
  'unknown',
] as const;

export const launchCauses = [...inEnvironment, ...outside] as const;

export type LaunchCauseKind = (typeof launchCauses)[number];

export interface LaunchCause {
  kind: LaunchCauseKind;
  subject: string | null;
  package: string | null;
  evidence: string | null;
}

/** Whether the environment may be at fault; then it is worth reading every file of it. */
export const mayBeEnvironment = (kind: LaunchCauseKind): boolean => inEnvironment.some((one) => one === kind);
