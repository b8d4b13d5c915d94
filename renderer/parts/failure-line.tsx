import type { Failure } from '../../shared/failure.ts';
import { wordFailure } from '../../shared/wording.ts';
import { words } from '../words.ts';

/** Why a part of a screen cannot be shown, and what to do; null where the host did not answer at all. */
export const FailureLine = ({ failure }: { failure: Failure | null }) => (
  <p role="alert">{failure === null ? words.lost.title : `${wordFailure(failure).sentence} ${words.next(failure)}`}</p>
);
