import type { Failure } from '../../../shared/failure.ts';
import { wordFailure } from '../../../shared/wording.ts';

/** A failure as a reason inside another sentence: its sentence without the full stop. */
export const failureReason = (failure: Failure): string => wordFailure(failure).sentence.replace(/\.$/, '');
