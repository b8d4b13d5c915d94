import type { Failure } from '../../../shared/failure.ts';
import { bare } from '../../../shared/wording/bare.ts';
import { wordFailure } from '../../../shared/wording.ts';

/** A failure as a reason inside another sentence: its sentence without the full stop. */
export const failureReason = (failure: Failure): string => bare(wordFailure(failure).sentence);
