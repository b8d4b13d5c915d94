import type { Failure } from '../failure.ts';
import type { Wait } from '../run-state.ts';
import { secondsLeft, wholeSeconds } from './amounts.ts';
import { bare } from './bare.ts';
import { texts } from './catalogue.ts';
import { wordFailure } from './failures.ts';

/**
 * A wait between attempts: the countdown, which attempt comes next, and why there is a wait.
 * `now` is milliseconds since the epoch.
 */
export const wordWait = (
  wait: Pick<Wait, 'until' | 'attempt' | 'of' | 'failure'>,
  now: number,
): { countdown: string; attempt: string; reason: string } => ({
  countdown: texts().waits.tryingAgainIn(wholeSeconds(secondsLeft(wait.until, now))),
  attempt: texts().amounts.attempt(wait.attempt, wait.of),
  reason: shortReason(wait.failure),
});

/** A few words for a line that also counts down; the whole sentence is in the log. */
const shortReason = (failure: Failure): string => {
  switch (failure.code) {
    case 'index-unreachable':
    case 'download-failed':
      return failure.cause;
    case 'hash-mismatch':
      return texts().waits.notWhole(failure.package);
    case 'file-locked':
      return texts().waits.inUse(failure.path);
    case 'command-timed-out':
      return texts().waits.tookLonger(failure.command, failure.seconds);
    default:
      return bare(wordFailure(failure).sentence);
  }
};
