import type { Failure } from '../../shared/failure.ts';
import { redact } from '../../shared/redact.ts';
import { Failing } from '../engine/failing.ts';

/** Whatever was thrown, as a failure; what nobody foresaw is a bug. */
export const failureOf = (error: unknown): Failure =>
  error instanceof Failing
    ? error.failure
    : { code: 'bug', message: redact(error instanceof Error ? error.message : String(error)), journal: null };
